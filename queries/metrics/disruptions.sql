/*
ids = ["I2"]
title = "Disruption of those who exploit"
question = "What is done about those who exploit?"
definition = """
Warning notices, orders, arrests, charges and licensing visits recorded by the police for the period, by kind."""
why = "Keeping children safe means stopping those who harm them, not only watching over the children."
kind = "count"
time = "flow"
unit = "disruptions"
numerator = "Disruptions in the period"
denominator = "None"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["disruption_type"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "Police; Teeswide VEMT strategy, theme 1"
fields = ["disruption.disruptions_n", "disruption.month"]
caveat = "Handed in as numbers by month. One person may be disrupted in several ways, and each counts."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select d.la_code, month_end(d.month) as counted_on,
       concat(cast(d.month as string), ':', d.disruption_type, ':', cast(n.n as string)) as unit,
       recorded(d.disruption_type) as disruption_type
from disruption as d
join number as n on n.n <= d.disruptions_n
