/*
ids = ["K3"]
title = "Strategic group: members or deputies who came"
question = "Is every seat filled, if by a deputy?"
definition = """
Of the seats expected, the share to which the member or a deputy came. Not recorded: neither presence nor apology is \
written down for the seat."""
why = "A seat that stays empty is an organisation that was not heard."
kind = "share"
of = "strategic_attendance_expected"
time = "flow"
unit = "seats at meetings"
numerator = "Seats to which the member or a deputy came"
denominator = "Seats expected at meetings held in the period"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.year = [["organisation"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, appendix 2"
fields = [
    "meeting.held_date",
    "meeting.meeting_type",
    "seat.organisation",
    "seat.valid_from",
    "attendance.member_present",
    "attendance.deputy_present",
]
caveat = "It stands beside the share of members who came, which goes first."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, held_date as counted_on, concat(meeting_ref, ':', seat) as unit, anyone as numerator
from seat_meeting
where meeting_type = 'STRATEGIC'
