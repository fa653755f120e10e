/*
ids = ["H4"]
title = "Care leavers with a personal adviser"
question = "Does every care leaver on the list have a personal adviser?"
definition = """
Of the care leavers on the list aged 17 or over at the end of the period, the share with a personal adviser \
recorded."""
why = "The adviser is who stays when children's services end."
kind = "share"
of = "care_leavers_17"
time = "stock"
unit = "children"
numerator = "Care leavers with a personal adviser recorded"
denominator = "Care leavers open aged 17 or over"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["assurance"]
source = "VPG terms of reference, section 6.2; Standard Safeguarding Dataset, care leavers"
fields = [
    "vemt_spell.added_date",
    "vemt_spell.removed_date",
    "child.birth_month",
    "child.care_status",
    "child.personal_adviser",
]
caveat = """
Whether there is an adviser is held as it is now: for periods that ended twelve months before the figures or earlier \
it is not recorded."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select o.la_code, o.counted_on, o.child_ref as unit,
       case when o.counted_on > month_add(a.as_at, -12) then s.personal_adviser end as numerator
from open_spell as o
cross join as_at as a
join spell as s on s.la_code = o.la_code and s.spell_ref = o.spell_ref
where age_years(o.birth_month, o.counted_on) >= 17 and o.care_status = 'CARE_LEAVER'
