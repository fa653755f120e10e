/*
ids = ["D9"]
title = "Peers on the map"
question = "How many peers stand on a typical map?"
definition = "The median number of peers on the map, over the children mapped with all three numbers."
why = "It shows how deep the mapping goes."
kind = "median"
of = "children_mapped"
time = "stock"
unit = "peers"
numerator = "Number of peers on the map"
denominator = "Children mapped, with all three numbers"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 1"
fields = [
    "vemt_spell.added_date",
    "vemt_spell.removed_date",
    "vemt_spell.case_mapping",
    "vemt_spell.peers_n",
    "vemt_spell.places_n",
    "vemt_spell.perpetrators_n",
]
caveat = "Counts only: nobody on a map is named or traced. The same person may stand on several maps."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, peers_n as value
from mapped
