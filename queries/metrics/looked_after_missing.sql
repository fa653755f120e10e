/*
ids = ["G9"]
title = "Looked-after children who went missing"
question = "What share of children in care went missing?"
definition = """
Of the children in care at any time in the period, the share with a missing episode that started in the period while \
they were in a placement."""
why = "Care should keep children safe; missing from care says where it does not."
kind = "share"
of = "looked_after_children"
time = "flow"
unit = "children"
numerator = "Looked-after children with a missing episode that started while in a placement"
denominator = "Children in a placement at any time in the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns.year = [["placement"]]
settle = 28
protect = true
outputs = ["assurance"]
source = "DfE looked-after children statistics, missing"
fields = ["care_period.start_date", "care_period.end_date", "missing_episode.start_at"]
caveat = """
An episode that starts on the day on which a placement ends counts as started in it. The longer the period, the \
higher the share: a quarter never compares with a year. Children are matched by the authority's own pseudonym."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with gone as (
    select distinct m.la_code, m.child_ref, c.period_kind, c.period_start
    from missing as m
    join care_period as p
        on p.la_code = m.la_code and p.child_ref = m.child_ref and p.start_date <= m.started_on
        and (p.end_date is null or p.end_date >= m.started_on)
    join calendar as c on m.started_on between c.period_start and c.period_end
)
select l.la_code, l.period_kind, l.period_end as counted_on, l.child_ref as unit, g.child_ref is not null as numerator
from looked_after as l
left join gone as g
    on g.la_code = l.la_code and g.child_ref = l.child_ref and g.period_kind = l.period_kind
    and g.period_start = l.period_start
