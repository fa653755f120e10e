/*
ids = ["K1"]
title = "Meetings planned"
question = "How many meetings were planned?"
definition = "Meetings with a planned date in the period, by kind."
why = "It is what meetings held are held against."
kind = "count"
time = "flow"
unit = "meetings"
numerator = "Meetings planned for the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["meeting_type"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "VPG terms of reference; Teeswide VEMT strategy, appendix 2"
fields = ["meeting.planned_date", "meeting.meeting_type"]
caveat = """
Meetings of the whole partnership count for Tees only, so the authorities need not add up to Tees. Dates are those \
planned: none is made up from how often a group should meet."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, planned_date as counted_on, meeting_ref as unit, recorded(meeting_type) as meeting_type
from meeting
where planned_date is not null
