/*
ids = ["F6", "F7", "F8"]
title = "Pathways considered"
question = "Where a child asks for MAPPA, MARAC or STAGES, was it considered?"
definition = """
Of the pathways that children ask for at the end of the period, the share that was considered by then. Nothing \
recorded: no."""
why = "A pathway brings people and powers that the group itself does not have."
kind = "share"
of = "pathways_asked_for"
time = "stock"
unit = "pathways"
numerator = "Pathways considered"
denominator = "Pathways asked for at the end of the period"
direction = "increase"
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
    "pathway.considered",
]
caveat = "A date decides where there is one; a \"yes\" without a date tells of the newest month only."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, unit, considered as numerator
from pathway_relevant
