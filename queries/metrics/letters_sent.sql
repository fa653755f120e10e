/*
ids = ["E8"]
title = "Letters sent on adding and removal"
question = "How many letters went out?"
definition = """
Letters on being added or removed to the young person, a parent or carer and the GP, by the date sent, on or after \
the day of the decision."""
why = "It is what the days to tell are worked out from."
kind = "count"
time = "flow"
unit = "letters"
numerator = "Letters sent in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["recipient"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 9.4.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "notification.sent_date", "notification.method"]
caveat = """
A letter without a date is not here, nor is one that was not due: to a parent of a young person of 18, or about a \
child who died before it was due."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, sent_date as counted_on, letter as unit, recipient
from letter_sent
