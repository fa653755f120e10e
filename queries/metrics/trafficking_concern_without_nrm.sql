/*
ids = ["F3"]
title = "Trafficking a concern, nothing considered"
question = "For how many such children is nothing recorded of the National Referral Mechanism?"
definition = """
Children for whom trafficking is a concern at the end of the period and for whom no consideration of a referral to \
the National Referral Mechanism is recorded by then."""
why = "Each is a question for the next meeting."
kind = "count"
time = "stock"
unit = "children"
numerator = "Children with no consideration recorded"
denominator = "None"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "trafficking_concern"
protect = true
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, sections 1.5 and 6.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.category", "pathway.considered"]
caveat = """
A date decides where there is one; a "yes" without a date tells of the newest month only. A blank counts as nothing \
recorded."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit
from trafficking_concern
where considered is null or not considered
