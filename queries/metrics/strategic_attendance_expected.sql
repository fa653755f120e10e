/*
ids = ["K3"]
title = "Strategic group: seats expected"
question = "Who was expected?"
definition = """
One for each seat of the group at each of its meetings held in the period (strategic group), where the seat was held \
on that day. Minute takers are left out."""
why = "It is what attendance is held against."
kind = "count"
time = "flow"
unit = "seats at meetings"
numerator = "Seats expected at meetings held in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.year = [["organisation"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, appendix 2"
fields = ["meeting.held_date", "meeting.meeting_type", "seat.organisation", "seat.valid_from"]
caveat = """
Meetings of the whole partnership count for Tees only, so the authorities need not add up to Tees. By organisation \
for the year only, since the table is long. Some organisations hold several seats."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, held_date as counted_on, concat(meeting_ref, ':', seat) as unit,
       recorded(organisation) as organisation
from seat_meeting
where meeting_type = 'STRATEGIC'
