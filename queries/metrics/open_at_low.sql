/*
ids = ["B8"]
title = "Children open at Low risk"
question = "How many children on the list might come off it?"
definition = "Children on the list at the end of the period whose latest rating is Low."
why = "Low means that nothing now points to risk: each such child is a candidate for removal."
kind = "count"
time = "stock"
unit = "children"
numerator = "Children open at Low at the end of the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "open_on_list"
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 1"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.risk"]
caveat = "A child just rated Low may rightly be watched for a while."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit
from low_spell
