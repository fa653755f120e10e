/*
ids = ["I2"]
title = "New persons of interest"
question = "How many were newly named?"
definition = "Persons newly put on the list of persons of interest, by month."
why = "New names show that information is coming in."
kind = "count"
time = "flow"
unit = "persons"
numerator = "Persons new on the list in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, section 9.4.3 iv"
fields = ["poi_summary.new_n"]
caveat = """
It is a count handed in as such: no row stands for anyone in particular. A person who leaves the list and comes back \
is new again."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select p.la_code, month_end(p.month) as counted_on, concat(cast(p.month as string), ':', cast(n.n as string)) as unit
from poi_summary as p
join number as n on n.n <= p.new_n
