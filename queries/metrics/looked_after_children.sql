/*
ids = ["G9"]
title = "Looked-after children"
question = "How many children were in care at any time?"
definition = """
Different children with a placement in care on at least one day of the period. Placement is the last one that began \
by its end."""
why = "It is what looked-after children missing are held against."
kind = "count"
time = "flow"
unit = "children"
numerator = "Different children in a placement at any time in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.year = [["placement"]]
settle = 28
protect = true
outputs = ["assurance"]
source = "Looked-after children return (SSDA903)"
fields = ["care_period.start_date", "care_period.end_date"]
caveat = """
A placement that ended on a day does not hold on that day. The partnership and Tees figures are the sums of the \
authorities: a child known to two authorities counts in each. Quarters do not add up to the year. DfE publishes its \
own figure for the year to 31 March."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, period_kind, period_end as counted_on, child_ref as unit, recorded(placement) as placement
from looked_after
