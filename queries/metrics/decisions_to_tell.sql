/*
ids = ["E7"]
title = "Additions and removals to be told of"
question = "Of how many additions and removals was somebody to be told?"
definition = "Additions to the list and removals from it for which at least one letter fell due in the period."
why = "It is what decisions of which all were told are held against."
kind = "count"
time = "flow"
unit = "decisions"
numerator = "Decisions whose letters fell due in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "assurance"]
source = "Derived from the letters"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "notification.sent_date", "notification.method"]
caveat = """
No deadline stands in the terms of reference: letters are counted once 14 days are over (a local setting), and a \
letter sent later still counts. The newest periods rise as letters are entered."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select distinct la_code, due_on as counted_on, concat(spell_ref, ':', event) as unit
from letter_due
