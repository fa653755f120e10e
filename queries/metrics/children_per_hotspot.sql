/*
ids = ["I1"]
title = "Children linked to a place"
question = "How many children does a place typically draw?"
definition = """
The median, over the places of concern, of the most children linked to the place in any one month of the period."""
why = "A place that draws many children calls for more than work with each child."
kind = "median"
of = "hotspots"
time = "flow"
unit = "children"
numerator = "Most children linked to the place in one month of the period"
denominator = "Different places with at least one linked child in the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, section 3"
fields = ["place_link.month", "place_link.linked_children_n"]
caveat = """
Months are not added up, since the same child may be linked in several. Medians of authorities do not average to the \
median of Tees."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, period_kind, period_end as counted_on, place_ref as unit, linked_children as value
from hotspot
