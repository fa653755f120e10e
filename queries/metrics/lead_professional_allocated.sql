/*
ids = ["D6"]
title = "Lead professional allocated"
question = "Does every child on the list have a lead professional?"
definition = """
Of the children on the list at the end of the period, the share with an allocation that had begun and not ended on \
that day. Nothing recorded: no lead."""
why = "Without one person who holds the plan, nobody does."
kind = "share"
of = "open_on_list"
time = "stock"
unit = "children"
numerator = "Children with a current allocation"
denominator = "Children open at the end of the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["risk"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 1 and 6.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "lead_professional.allocated"]
caveat = "An answer without a date, yes or no, tells of the newest month only and is not recorded for earlier ones."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with allocation as (
    select o.la_code, o.counted_on, o.child_ref,
           max(case when l.start_date <= o.counted_on and coalesce(l.end_date > o.counted_on, true) then 1 else 0 end)
               as current_n,
           max(case when l.start_date is null then 1 else 0 end) as undated_n,
           max(case when l.start_date is null and l.allocated and coalesce(l.end_date > o.counted_on, true)
                    then 1 else 0 end) as undated_yes
    from open_spell as o
    join lead_professional as l on l.la_code = o.la_code and l.spell_ref = o.spell_ref
    group by o.la_code, o.counted_on, o.child_ref
)
select o.la_code, o.counted_on, o.child_ref as unit,
       case when l.current_n = 1 then true
            when l.undated_n = 1 and o.counted_on >= month_add(day_add(a.as_at, 1), -1) then l.undated_yes = 1
            when l.undated_n = 1 then null else false end as numerator
from open_spell as o
cross join as_at as a
left join allocation as l on l.la_code = o.la_code and l.counted_on = o.counted_on and l.child_ref = o.child_ref
