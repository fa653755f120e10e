/*
ids = ["F1", "F3"]
title = "Trafficking a concern and referred"
question = "Where trafficking is a concern, was the child referred to the National Referral Mechanism?"
definition = """
Of the children for whom trafficking is a concern at the end of the period, the share referred to the National \
Referral Mechanism by then. Nothing recorded: not referred."""
why = "The referral is how a child is recognised as a victim, and not only as an offender."
kind = "share"
of = "trafficking_concern"
time = "stock"
unit = "children"
numerator = "Children referred by the end of the period"
denominator = "Children in category T or with trafficking named"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["category"]]
settle = 28
numerator_within = "nrm_considered_where_concern"
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 1.5 and 6.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.category", "pathway.referred"]
caveat = """
A date decides where there is one; a "yes" without a date tells of the newest month only. A referral in an earlier \
time on the list is not seen."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, referred as numerator
from trafficking_concern
