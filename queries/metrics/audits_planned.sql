/*
ids = ["J1"]
title = "Audits planned"
question = "How many audits were planned?"
definition = "Audits that the plan sets for the quarter, counted on the quarter's last day."
why = "It is what the number of audits done is held against."
kind = "count"
time = "flow"
unit = "audits"
numerator = "Audits planned for the quarter"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = false
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.4"
fields = ["audit_plan.planned_n"]
caveat = "A plan is for quarters, so there are no monthly figures."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select p.la_code, day_add(month_add(p.quarter_start, 3), -1) as counted_on,
       concat(cast(p.quarter_start as string), ':', cast(n.n as string)) as unit
from audit_plan as p
join number as n on n.n <= p.planned_n
