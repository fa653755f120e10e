/*
ids = ["A9"]
title = "Children discussed"
question = "How many children did the groups discuss?"
definition = """
Children who were discussed at least once in the period at a weekly or monthly meeting of the VEMT practitioners \
group; by the meeting of the last discussion in it."""
why = "The terms of reference ask that every child on the list is discussed every month."
kind = "count"
time = "flow"
unit = "children"
numerator = "Children discussed at least once in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["vpg_meeting"]]
settle = 28
distinct_of = "agenda_items"
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 6.3"
fields = ["vemt_review.review_date", "vemt_review.meeting_type"]
caveat = "Children do not add up over periods: one discussed in each of three months is one child in the quarter."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with placed as (
    select c.period_kind, d.*,
           row_number() over (
               partition by c.period_kind, c.period_start, d.la_code, d.child_ref
               order by d.review_date desc, d.spell_ref desc
           ) as nth_last
    from discussion as d
    join calendar as c on d.review_date between c.period_start and c.period_end
    where d.child_ref is not null
)
select la_code, period_kind, review_date as counted_on, child_ref as unit, meeting_type as vpg_meeting
from placed
where nth_last = 1
