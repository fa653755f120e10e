/*
ids = ["K9"]
title = "Planned campaigns delivered"
question = "Was it said?"
definition = """
Of the campaigns and messages planned for the period, the share that were delivered, on that day or another."""
why = "Families and the public see what professionals do not."
kind = "share"
of = "campaigns_planned"
time = "flow"
unit = "campaigns"
numerator = "Planned campaigns with a date delivered"
denominator = "Campaigns planned for the period"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns = {}
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 1.8; Teeswide VEMT strategy, theme 2"
fields = ["communication.planned_date", "communication.delivered_date"]
caveat = "It tells that a campaign went out, not whom it reached."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, planned_date as counted_on, campaign_ref as unit, delivered_date is not null as numerator
from communication
where planned_date is not null
