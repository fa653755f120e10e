/*
ids = ["K3"]
title = "Strategic group: members who came"
question = "Do the members themselves come?"
definition = """
Of the seats expected, the share to which the member came. Not recorded: neither presence nor apology is written \
down for the seat."""
why = "A member knows the history and can commit the organisation; a deputy often cannot."
kind = "share"
of = "strategic_attendance_expected"
time = "flow"
unit = "seats at meetings"
numerator = "Seats to which the member came"
denominator = "Seats expected at meetings held in the period"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.year = [["organisation"]]
settle = 28
numerator_within = "strategic_attendance_by_anyone"
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, appendix 2"
fields = [
    "meeting.held_date",
    "meeting.meeting_type",
    "seat.organisation",
    "seat.valid_from",
    "attendance.member_present",
]
caveat = "Read it first, and the share with deputies beside it. Attendance is of seats, never of persons."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, held_date as counted_on, concat(meeting_ref, ':', seat) as unit, member as numerator
from seat_meeting
where meeting_type = 'STRATEGIC'
