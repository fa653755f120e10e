/*
ids = ["K3"]
title = "Seats whose member came to four meetings"
question = "Do members come as often as they promised?"
definition = """
Of the seats held for twelve months, the share whose member came to at least four meetings of the group in them. The \
number is a local setting."""
why = "Each member is expected at four meetings a year at least."
kind = "share"
of = "strategic_seats"
time = "stock"
unit = "seats"
numerator = "Seats whose member came to at least four meetings in twelve months"
denominator = "Seats held for at least twelve months"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.year = [["organisation"]]
settle = 28
numerator_within = "strategic_seats_met_by_anyone"
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, appendix 2"
fields = ["seat.valid_from", "seat.organisation", "seat.meeting_type", "attendance.member_present", "meeting.held_date"]
caveat = """
Where fewer than four meetings were held, no seat can reach it. Read it first, and the share with deputies beside it."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, seat_ref as unit, member_met as numerator
from strategic_seat
