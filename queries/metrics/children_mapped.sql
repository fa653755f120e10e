/*
ids = ["D9"]
title = "Children with a map and its numbers"
question = "For how many children do we know what stands on the map?"
definition = """
Children on the list at the end of the period whose case was mapped by then and for whom the numbers of peers, places \
and persons thought to exploit are all recorded."""
why = "It is what the content of the maps is worked out from."
kind = "count"
time = "stock"
unit = "children"
numerator = "Children mapped, with all three numbers"
denominator = "None"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "open_on_list"
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
caveat = "The numbers are held as they are now, not as they were."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit
from mapped
