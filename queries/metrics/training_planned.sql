/*
ids = ["K9"]
title = "Training sessions planned"
question = "How much training was planned?"
definition = "Training sessions with a planned date in the period."
why = "It is what sessions held are held against."
kind = "count"
time = "flow"
unit = "sessions"
numerator = "Training sessions planned for the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
areas = "tees"
breakdowns = {}
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 1.8; Teeswide VEMT strategy, theme 3"
fields = ["training.planned_date"]
caveat = "Meetings of the whole partnership count for Tees only, so the authorities need not add up to Tees."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, planned_date as counted_on, session_ref as unit
from training_session
