/*
ids = ["I1"]
title = "Places of concern that are new"
question = "Which places are new?"
definition = "Of the places to which a child was linked in the period, the share first named in it."
why = "A new place is where there is still time to act early."
kind = "share"
of = "hotspots"
time = "flow"
unit = "places"
numerator = "Places first named in the period"
denominator = "Different places with at least one linked child in the period"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["place_type"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, section 3"
fields = ["place_link.month", "place_link.linked_children_n", "place_link.first_seen_month"]
caveat = """
First named to this authority: a place may have been known to the police before. A first month that is blank in \
every row of the period is not recorded; of several the earliest counts."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, period_kind, period_end as counted_on, place_ref as unit,
       first_seen_month between period_start and period_end as numerator
from hotspot
