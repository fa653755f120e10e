/*
ids = ["D10"]
title = "Actions of practitioners groups done on time"
question = "Are the actions of the groups done by their date?"
definition = """
Of the actions of the VEMT practitioners groups due in the period, the share completed on or before the due date. An \
action marked as done without a date is not recorded."""
why = "A plan protects a child only when it is carried out."
kind = "share"
of = "vpg_actions_due"
time = "flow"
unit = "actions"
numerator = "Actions completed on or before the due date"
denominator = "Actions due in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, sections 8.7 and 10"
fields = ["action.due_date", "action.completed_date", "action.origin"]
caveat = "An action that was cancelled is left out throughout, since the day of cancelling is not held."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_date as counted_on, action_ref as unit,
       case when completed_date is not null then completed_date <= due_date when closed then null else false end as numerator
from vpg_action
where due_date is not null
