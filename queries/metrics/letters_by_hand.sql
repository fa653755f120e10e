/*
ids = ["E8"]
title = "Letters to the family brought by hand"
question = "Are letters to children and parents brought by hand?"
definition = """
Of the letters to the young person and to a parent or carer sent in the period, the share that was brought by hand."""
why = "A letter handed over can be explained, and does not fall into the wrong hands."
kind = "share"
of = "letters_to_family"
time = "flow"
unit = "letters"
numerator = "Letters brought by hand"
denominator = "Letters to the family sent in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 9.4.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "notification.sent_date", "notification.method"]
caveat = "Where the way of sending is blank it is not recorded."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, sent_date as counted_on, letter as unit, method = 'HAND' as numerator
from letter_sent
where recipient in ('YOUNG_PERSON', 'PARENT_CARER')
