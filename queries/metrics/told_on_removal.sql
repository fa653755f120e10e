/*
ids = ["E4", "E5", "E6"]
title = "Told on being removed"
question = "Were the child, the parents and the GP told that the child was removed?"
definition = """
Of the letters that fell due on a child being removed, the share that was sent on or after that day, up to the date \
of the figures. Nothing recorded: not sent. Left out: letters that it was agreed not to send, to protect the child; \
letters to parents once the child is 18; a child who died before the letter was due."""
why = "A family should hear of it from us; a GP who knows can watch."
kind = "share"
of = "letters_due_on_removal"
time = "flow"
unit = "letters"
numerator = "Letters sent"
denominator = "Letters that fell due in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["recipient"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 8.5 and 9.4.3"
fields = [
    "vemt_spell.added_date",
    "vemt_spell.removed_date",
    "notification.sent",
    "notification.sent_date",
    "notification.method",
]
caveat = """
No deadline stands in the terms of reference: letters are counted once 14 days are over (a local setting), and a \
letter sent later still counts. The newest periods rise as letters are entered."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, concat(spell_ref, ':', recipient) as unit, told as numerator
from letter_due
where event = 'REMOVED'
