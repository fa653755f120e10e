/*
ids = ["K2"]
title = "Strategic meetings held"
question = "How often did the strategic group meet?"
definition = "Meetings of the strategic group by the date on which they were held."
why = "It is what quorate meetings are held against."
kind = "count"
time = "flow"
unit = "meetings"
numerator = "Strategic meetings held in the period"
denominator = "None"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns = {}
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, appendix 2"
fields = ["meeting.held_date", "meeting.meeting_type"]
caveat = """
Meetings of the whole partnership count for Tees only, so the authorities need not add up to Tees. Every two months \
means six a year; the planned dates say when."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, held_date as counted_on, meeting_ref as unit
from strategic_meeting
