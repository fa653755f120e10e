/*
ids = ["D7"]
title = "Lead professional changed"
question = "How many children had to get used to a new lead?"
definition = """
Of the children on the list at the end of the period, the share for whom two or more allocations of a lead \
professional, begun on different days, held in the three months up to that day."""
why = "Children tell what happens to them to people whom they know."
kind = "share"
of = "open_on_list"
time = "stock"
unit = "children"
numerator = "Children with two allocations or more in three months"
denominator = "Children open at the end of the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "Derived from the allocations"
fields = [
    "vemt_spell.added_date",
    "vemt_spell.removed_date",
    "lead_professional.start_date",
    "lead_professional.end_date",
]
caveat = "Two leads at the same time count as two. The three months are fixed, whatever the period."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with allocation as (
    select o.la_code, o.counted_on, o.child_ref, count(distinct l.start_date) as leads
    from open_spell as o
    join lead_professional as l
        on l.la_code = o.la_code and l.spell_ref = o.spell_ref and l.start_date <= o.counted_on
        and (l.end_date is null or l.end_date >= month_add(day_add(o.counted_on, 1), -3))
    group by o.la_code, o.counted_on, o.child_ref
)
select o.la_code, o.counted_on, o.child_ref as unit, coalesce(l.leads, 0) >= 2 as numerator
from open_spell as o
left join allocation as l on l.la_code = o.la_code and l.counted_on = o.counted_on and l.child_ref = o.child_ref
