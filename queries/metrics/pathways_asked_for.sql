/*
ids = ["F6", "F7", "F8"]
title = "Pathways that children ask for"
question = "For how many children should MAPPA, MARAC or STAGES be considered?"
definition = """
Pathways that children on the list ask for at the end of the period. MAPPA: flagged as posing a serious risk to \
others; MARAC: flagged for domestic abuse; STAGES: girls of 16 or more for whom sexual exploitation is named. A child \
may ask for several."""
why = "It is what pathways considered are held against."
kind = "count"
time = "stock"
unit = "pathways"
numerator = "Pathways asked for at the end of the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["pathway"]]
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.3"
fields = [
    "vemt_spell.added_date",
    "vemt_spell.removed_date",
    "vemt_spell.serious_risk_flag",
    "vemt_spell.domestic_abuse_flag",
    "vemt_review.exploitation_types",
    "child.sex",
]
caveat = """
The flags are held as they are now, not as they were. The total is of pathways, not of children. Only the month of \
birth is held: the birthday is taken as the first of that month."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, unit, route as pathway
from pathway_relevant
