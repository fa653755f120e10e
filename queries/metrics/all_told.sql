/*
ids = ["E7"]
title = "All told of an addition or removal"
question = "Was everybody told who should be?"
definition = """
Of the additions and removals whose letters fell due in the period, the share for which every letter due was sent. \
Not recorded: no letter is known to be missing, but one is blank."""
why = "One letter of three is not the standard."
kind = "share"
of = "decisions_to_tell"
time = "flow"
unit = "decisions"
numerator = "Decisions with every letter sent"
denominator = "Decisions whose letters fell due in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "assurance"]
source = "Derived from the letters"
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
select la_code, due_on as counted_on, concat(spell_ref, ':', event) as unit,
       case when max(case when not told then 1 else 0 end) = 1 then false
            when count(told) < count(*) then null else true end as numerator
from letter_due
group by la_code, due_on, concat(spell_ref, ':', event)
