/*
ids = ["E8"]
title = "Letters sent to the family"
question = "How many letters went to children and parents?"
definition = """
Letters on being added or removed to the young person and to a parent or carer, by the date sent, on or after the \
day of the decision."""
why = "It is what letters brought by hand are held against."
kind = "count"
time = "flow"
unit = "letters"
numerator = "Letters to the family sent in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "letters_sent"
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
select la_code, sent_date as counted_on, letter as unit
from letter_sent
where recipient in ('YOUNG_PERSON', 'PARENT_CARER')
