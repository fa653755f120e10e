/*
ids = ["K3"]
title = "Seats filled at four meetings"
question = "Is each seat filled often enough, if by a deputy?"
definition = """
Of the seats held for twelve months, the share whose member or a deputy came to at least four meetings of the group \
in them. The number is a local setting."""
why = "A deputy keeps the organisation in the room."
kind = "share"
of = "strategic_seats"
time = "stock"
unit = "seats"
numerator = "Seats filled at four meetings or more in twelve months"
denominator = "Seats held for at least twelve months"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.year = [["organisation"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, appendix 2"
fields = ["seat.valid_from", "seat.organisation", "seat.meeting_type", "attendance.member_present", "meeting.held_date"]
caveat = "Where fewer than four meetings were held, no seat can reach it. It stands beside the share of members."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, seat_ref as unit, anyone_met as numerator
from strategic_seat
