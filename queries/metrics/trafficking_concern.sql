/*
ids = ["F1", "F3"]
title = "Children for whom trafficking is a concern"
question = "For how many children on the list is trafficking a concern?"
definition = """
Children on the list at the end of the period in category T, or for whom trafficking is among the types of \
exploitation named."""
why = """
For each of them a referral to the National Referral Mechanism is a duty to consider, and in nearly every case to \
make."""
kind = "count"
time = "stock"
unit = "children"
numerator = "Children in category T or with trafficking named"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["category"]]
settle = 28
within = "open_on_list"
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 1.5 and 6.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.category"]
caveat = """
Sexual and criminal exploitation without trafficking are not counted here: they stand by type of exploitation."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, recorded(category) as category
from trafficking_concern
