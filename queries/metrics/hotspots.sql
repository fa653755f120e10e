/*
ids = ["I1"]
title = "Places of concern"
question = "Where do children come to harm?"
definition = """
Different places to which at least one child was linked in the period, by kind of place. A place named in several \
months of the period counts once, under the kind that was recorded last in it."""
why = "Places can be made safer: what is done about them protects children not yet known."
kind = "count"
time = "flow"
unit = "places"
numerator = "Different places with at least one linked child in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["place_type"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, section 3"
fields = ["place_link.month", "place_link.linked_children_n"]
caveat = """
Places are kinds and counts, never where. A rise may mean better mapping. Quarters do not add up to the year. The \
split by ward is left out: a ward with one place would tell where it is."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, period_kind, period_end as counted_on, place_ref as unit, recorded(place_type) as place_type
from hotspot
