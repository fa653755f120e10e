/*
ids = ["K7"]
title = "Strategic actions raised"
question = "How many actions did the strategic group raise?"
definition = "Actions of the strategic group (and challenges that it made), by the date raised."
why = "Meetings matter by what follows from them."
kind = "count"
time = "flow"
unit = "actions"
numerator = "Strategic actions raised in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
areas = "tees"
breakdowns = {}
settle = 28
protect = false
outputs = ["strategic"]
source = "Teeswide VEMT strategy, appendix 2"
fields = ["action.raised_date", "action.origin"]
caveat = """
An action that was cancelled is left out throughout, since the day of cancelling is not held. Actions of the whole \
partnership count for Tees only, so the authorities need not add up to Tees."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, raised_date as counted_on, action_ref as unit
from strategic_action
where raised_date is not null
