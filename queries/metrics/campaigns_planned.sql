/*
ids = ["K9"]
title = "Campaigns planned"
question = "What was to be said to the public?"
definition = "Campaigns and messages with a planned date in the period."
why = "It is what campaigns delivered are held against."
kind = "count"
time = "flow"
unit = "campaigns"
numerator = "Campaigns planned for the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
areas = "tees"
breakdowns = {}
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 1.8; Teeswide VEMT strategy, theme 2"
fields = ["communication.planned_date"]
caveat = "Meetings of the whole partnership count for Tees only, so the authorities need not add up to Tees."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, planned_date as counted_on, campaign_ref as unit
from communication
where planned_date is not null
