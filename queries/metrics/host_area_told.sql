/*
ids = ["E9"]
title = "Host area told"
question = "Does the practitioners group where the child lives know of the child?"
definition = """
Of the children on the list who live outside the authority, the share whose host area's practitioners group was told \
on or before the end of the period. Nothing recorded: not told."""
why = "The host area can protect only a child of whom it knows."
kind = "share"
of = "open_out_of_area"
time = "stock"
unit = "children"
numerator = "Children whose host area was told"
denominator = "Children open who live outside the authority"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 9.3 xi"
fields = [
    "vemt_spell.added_date",
    "vemt_spell.removed_date",
    "child.lives_out_of_area",
    "notification.sent_date",
    "notification.method",
]
caveat = "A child who moved again since needs a new letter, which is not seen here."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with host as (
    select la_code, spell_ref, min(sent_date) as told_on
    from notification
    where event = 'HOST_AREA' and coalesce(sent, true) and coalesce(method, 'OTHER') <> 'NOT_SENT_AGREED'
    group by la_code, spell_ref
)
select o.la_code, o.counted_on, o.child_ref as unit, coalesce(h.told_on <= o.counted_on, false) as numerator
from open_spell as o
left join host as h on h.la_code = o.la_code and h.spell_ref = o.spell_ref
where o.lives_out_of_area
