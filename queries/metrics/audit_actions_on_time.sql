/*
ids = ["J5"]
title = "Audit actions done on time"
question = "Are audit actions done by their date?"
definition = """
Of the audit actions due in the period, the share completed on or before the due date. An action marked as done \
without a date is not recorded."""
why = "Learning counts when it is acted on."
kind = "share"
of = "audit_actions_due"
time = "flow"
unit = "actions"
numerator = "Audit actions completed on or before the due date"
denominator = "Audit actions due in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = false
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.4"
fields = ["action.due_date", "action.completed_date", "action.origin"]
caveat = """
An action that was cancelled is left out throughout, since the day of cancelling is not held. Actions of the whole \
partnership count for Tees only, so the authorities need not add up to Tees."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_date as counted_on, action_ref as unit,
       case when completed_date is not null then completed_date <= due_date when closed then null else false end as numerator
from audit_action
where due_date is not null
