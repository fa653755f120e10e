/*
ids = ["D9"]
title = "Maps with peers, places and persons"
question = "Do the maps show all three: peers, places and persons?"
definition = """
Of the children mapped with all three numbers, the share whose map has at least one peer, one place and one person \
thought to exploit."""
why = "A map with a gap shows what is not yet known."
kind = "share"
of = "children_mapped"
time = "stock"
unit = "children"
numerator = "Children whose three numbers are all above 0"
denominator = "Children mapped, with all three numbers"
direction = "increase"
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
caveat = "Nought may be true: a child exploited online may have no place."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, peers_n > 0 and places_n > 0 and perpetrators_n > 0 as numerator
from mapped
