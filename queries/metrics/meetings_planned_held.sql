/*
ids = ["K1"]
title = "Planned meetings that were held"
question = "Are the groups meeting as planned?"
definition = "Of the meetings planned for the period, the share that were held, on that day or another."
why = "A group that does not meet cannot protect anyone."
kind = "share"
of = "meetings_planned"
time = "flow"
unit = "meetings"
numerator = "Planned meetings with a date held"
denominator = "Meetings planned for the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["meeting_type"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "VPG terms of reference; Teeswide VEMT strategy, appendix 2"
fields = ["meeting.planned_date", "meeting.held_date", "meeting.meeting_type"]
caveat = """
Meetings of the whole partnership count for Tees only, so the authorities need not add up to Tees. A meeting without \
a date held is taken as not held."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, planned_date as counted_on, meeting_ref as unit, held_date is not null as numerator
from meeting
where planned_date is not null
