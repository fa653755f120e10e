/*
ids = ["D10"]
title = "Actions of practitioners groups due"
question = "How many actions of the groups fell due?"
definition = "Actions of the VEMT practitioners groups, by the date due, whether or not they are done."
why = "It is what actions done on time are held against."
kind = "count"
time = "flow"
unit = "actions"
numerator = "Actions due in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, sections 8.7 and 10"
fields = ["action.due_date", "action.origin"]
caveat = """
An action that was cancelled is left out throughout, since the day of cancelling is not held. An action without a due \
date never falls due."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_date as counted_on, action_ref as unit
from vpg_action
where due_date is not null
