/*
ids = ["E4", "E5", "E6"]
title = "Letters due on being removed"
question = "Who was to be told that a child was removed?"
definition = """
Letters to the young person, a parent or carer and the GP that fell due in the period: 14 days after the child was \
removed, unless the authority set another number. Left out: letters that it was agreed not to send, to protect the \
child; letters to parents once the child is 18; a child who died before the letter was due."""
why = "It is what letters sent are held against."
kind = "count"
time = "flow"
unit = "letters"
numerator = "Letters that fell due in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["recipient"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 8.5 and 9.4.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "notification.sent_date", "notification.method"]
caveat = """
No deadline stands in the terms of reference: letters are counted once 14 days are over (a local setting), and a \
letter sent later still counts. The newest periods rise as letters are entered."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, concat(spell_ref, ':', recipient) as unit, recipient
from letter_due
where event = 'REMOVED'
