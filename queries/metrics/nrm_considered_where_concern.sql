/*
ids = ["F1", "F3"]
title = "Trafficking a concern and referral considered"
question = "Where trafficking is a concern, was a referral at least considered?"
definition = """
Of the children for whom trafficking is a concern at the end of the period, the share for whom a referral to the \
National Referral Mechanism was considered by then, whatever was decided. Nothing recorded: not considered."""
why = "Not to refer may be right; not to think of it is not."
kind = "share"
of = "trafficking_concern"
time = "stock"
unit = "children"
numerator = "Children for whom a referral was considered"
denominator = "Children in category T or with trafficking named"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["category"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 1.5 and 6.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.category", "pathway.considered"]
caveat = "A date decides where there is one; a \"yes\" without a date tells of the newest month only."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, considered as numerator
from trafficking_concern
