/*
ids = ["K9"]
title = "Planned training sessions held"
question = "Did the training take place?"
definition = "Of the training sessions planned for the period, the share that were held, on that day or another."
why = "People can only spot what they have learnt to see."
kind = "share"
of = "training_planned"
time = "flow"
unit = "sessions"
numerator = "Planned sessions with a date held"
denominator = "Training sessions planned for the period"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns = {}
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 1.8; Teeswide VEMT strategy, theme 3"
fields = ["training.planned_date", "training.held_date"]
caveat = "A session without a date held is taken as not held."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, planned_date as counted_on, session_ref as unit, held_date is not null as numerator
from training_session
