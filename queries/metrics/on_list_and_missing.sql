/*
ids = ["G18"]
title = "Listed children who went missing"
question = "How many of the children on the list have gone missing of late?"
definition = """
Of the children open on the list at the end of the period, the share with a missing episode that started in the 90 \
days up to that day."""
why = "For a child on the list, going missing is often the first sign that risk is rising."
kind = "share"
of = "open_on_list"
time = "stock"
unit = "children"
numerator = "Children open on the list with a missing episode in the last 90 days"
denominator = "Children open at the end of the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "missing_episode.start_at"]
caveat = """
The 90 days are the same for every period, so months, quarters and years can be compared. An episode before the child \
came on to the list counts."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with gone as (
    select distinct o.la_code, o.child_ref, o.counted_on
    from open_spell as o
    join missing as m on m.la_code = o.la_code and m.child_ref = o.child_ref
    where m.started_on <= o.counted_on and days_between(m.started_on, o.counted_on) < 90
)
select o.la_code, o.counted_on, o.child_ref as unit, g.child_ref is not null as numerator
from open_spell as o
left join gone as g on g.la_code = o.la_code and g.child_ref = o.child_ref and g.counted_on = o.counted_on
