/*
ids = ["J5"]
title = "Audit actions raised"
question = "How many actions came out of audits?"
definition = "Actions that came out of an audit, by the date raised."
why = "Audit that leads to no action changes nothing."
kind = "count"
time = "flow"
unit = "actions"
numerator = "Audit actions raised in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = false
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.4"
fields = ["action.raised_date", "action.origin"]
caveat = """
An action that was cancelled is left out throughout, since the day of cancelling is not held. Actions of the whole \
partnership count for Tees only, so the authorities need not add up to Tees."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, raised_date as counted_on, action_ref as unit
from audit_action
where raised_date is not null
