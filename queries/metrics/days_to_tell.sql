/*
ids = ["E8"]
title = "Days until told"
question = "How long after a decision does the letter go out?"
definition = "The median of the days from the addition or removal to the letter, over the letters sent in the period."
why = "News that is weeks old is no news."
kind = "median"
of = "letters_sent"
time = "flow"
unit = "days"
numerator = "Days from decision to letter"
denominator = "Letters sent in the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns.quarter = [["recipient"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "Derived from the dates; no target stands in the terms of reference"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "notification.sent_date", "notification.method"]
caveat = "There is no target unless the partnership sets one. No maximum is shown, as it tells of one child."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, sent_date as counted_on, letter as unit, days_between(decided_on, sent_date) as value
from letter_sent
