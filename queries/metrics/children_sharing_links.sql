/*
ids = ["I4"]
title = "Children linked to each other"
question = "How many children share a place or a person of interest?"
definition = """
Mapped children who share at least one place or person of interest with another child, for the last month of the \
period."""
why = "Children are often drawn in together: helping one may mean helping the group."
kind = "count"
time = "stock"
unit = "children"
numerator = "Mapped children who share a place or a person with another"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 1"
fields = ["poi_summary.sharing_children_n"]
caveat = """
It is a count handed in as such: no row stands for anyone in particular. The size of the largest group is not \
printed: it would be the figure of one group of children."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select p.la_code, month_end(p.month) as counted_on, concat('child ', cast(n.n as string)) as unit
from poi_summary as p
join number as n on n.n <= p.sharing_children_n
