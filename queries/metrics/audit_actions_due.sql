/*
ids = ["J5"]
title = "Audit actions due"
question = "How many audit actions fell due?"
definition = "Actions that came out of an audit, by the date due, whether or not they are done."
why = "It is what actions done on time are held against."
kind = "count"
time = "flow"
unit = "actions"
numerator = "Audit actions due in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = false
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.4"
fields = ["action.due_date", "action.origin"]
caveat = """
An action that was cancelled is left out throughout, since the day of cancelling is not held. Actions of the whole \
partnership count for Tees only, so the authorities need not add up to Tees. An action without a due date never \
falls due."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_date as counted_on, action_ref as unit
from audit_action
where due_date is not null
