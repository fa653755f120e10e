/*
ids = ["D6"]
title = "Lead professionals in place"
question = "Which organisations lead for the children on the list?"
definition = """
Children on the list at the end of the period with a dated allocation of a lead professional current on that day, by \
the organisation of the latest allocation."""
why = "It shows how the work is shared out."
kind = "count"
time = "stock"
unit = "children"
numerator = "Children with a dated current allocation"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.year = [["lead_agency"]]
settle = 28
within = "open_on_list"
protect = true
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, sections 1 and 6.3"
fields = [
    "vemt_spell.added_date",
    "vemt_spell.removed_date",
    "lead_professional.start_date",
    "lead_professional.agency",
]
caveat = "An allocation without a date is not here."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select o.la_code, o.counted_on, o.child_ref as unit,
       recorded(max_by(l.agency, l.start_date) filter (where l.agency is not null)) as lead_agency
from open_spell as o
join lead_professional as l
    on l.la_code = o.la_code and l.spell_ref = o.spell_ref and l.start_date <= o.counted_on
    and (l.end_date is null or l.end_date > o.counted_on)
group by o.la_code, o.counted_on, o.child_ref
