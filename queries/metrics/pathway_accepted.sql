/*
ids = ["F6", "F7", "F8"]
title = "Pathways accepted"
question = "Where a child asks for MAPPA, MARAC or STAGES, was it accepted?"
definition = """
Of the pathways that children ask for at the end of the period, the share that led to a referral that was accepted. \
Nothing recorded: no."""
why = "A pathway brings people and powers that the group itself does not have."
kind = "share"
of = "pathways_asked_for"
time = "stock"
unit = "pathways"
numerator = "Pathways accepted"
denominator = "Pathways asked for at the end of the period"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["pathway"]]
settle = 28
numerator_within = "pathway_referred"
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
    "pathway.outcome",
]
caveat = """
A date decides where there is one; a "yes" without a date tells of the newest month only. A referral without an \
outcome is not recorded."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, unit, accepted as numerator
from pathway_relevant
