/*
ids = ["D10"]
title = "Actions raised by practitioners groups"
question = "How many actions do the groups agree?"
definition = "Actions of the VEMT practitioners groups, by the date raised."
why = "A meeting without actions is a talk."
kind = "count"
time = "flow"
unit = "actions"
numerator = "Actions raised in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, sections 8.7 and 10"
fields = ["action.raised_date", "action.origin"]
caveat = "An action that was cancelled is left out throughout, since the day of cancelling is not held."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, raised_date as counted_on, action_ref as unit
from vpg_action
where raised_date is not null
