/*
ids = ["I3"]
title = "Intelligence reports"
question = "Is every agency passing on what it learns?"
definition = "Partnership information reports submitted in the period, by organisation."
why = "Police can only act on what they are told; an agency that sends none may be seeing nothing, or saying nothing."
kind = "count"
time = "flow"
unit = "reports"
numerator = "Partnership information reports submitted in the period"
denominator = "None"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.year = [["agency"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, section 8.7"
fields = ["intelligence_report.reports_n", "intelligence_report.month"]
caveat = """
Handed in as numbers by month. More reports are not better in themselves. By organisation for the year only, since \
the table is long."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select r.la_code, month_end(r.month) as counted_on,
       concat(cast(r.month as string), ':', recorded(r.agency), ':', cast(n.n as string)) as unit,
       recorded(r.agency) as agency
from intelligence_report as r
join number as n on n.n <= r.reports_n
