/*
ids = ["A1"]
title = "Hosted children on the VEMT list"
question = "How many children on our lists were placed here by another authority?"
definition = """
Children whom another authority placed here and who were on the list at the end of the last day of the period. They \
are not part of the children open on the list, who count for the authority that is responsible for them."""
why = "A hosted child needs the same eyes on the streets, but the duties stay with the authority that placed the child."
kind = "count"
time = "stock"
unit = "children"
numerator = "Hosted children open at the end of the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, section 9.3 (host area)"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "child.placed_by_la"]
caveat = """
Only children whose placing authority is written down are known as hosted; where the field is blank the child counts \
as our own."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select s.la_code, c.period_end as counted_on, s.child_ref as unit
from hosted_spell as s
join calendar as c
    on c.period_kind = 'month' and s.added_date <= c.period_end
    and (s.removed_date is null or s.removed_date > c.period_end)
group by s.la_code, c.period_end, s.child_ref
