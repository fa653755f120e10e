/*
ids = ["K7"]
title = "Strategic actions due"
question = "How many strategic actions fell due?"
definition = """
Actions of the strategic group (and challenges that it made), by the date due, whether or not they are done."""
why = "It is what actions done on time are held against."
kind = "count"
time = "flow"
unit = "actions"
numerator = "Strategic actions due in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.year = [["agency"], ["theme"]]
settle = 28
protect = false
outputs = ["strategic"]
source = "Teeswide VEMT strategy, appendix 2"
fields = ["action.due_date", "action.origin"]
caveat = """
An action that was cancelled is left out throughout, since the day of cancelling is not held. Actions of the whole \
partnership count for Tees only, so the authorities need not add up to Tees. By owner for the year only, since the \
table is long."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_date as counted_on, action_ref as unit, recorded(owner_org) as agency, recorded(theme) as theme
from strategic_action
where due_date is not null
