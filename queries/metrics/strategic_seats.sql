/*
ids = ["K3"]
title = "Seats of the strategic group"
question = "Which seats have been held for a year?"
definition = """
Seats of the strategic group that were held all through the twelve months up to the end of the period. Minute takers \
are left out."""
why = "It is what seats with enough attendance are held against."
kind = "count"
time = "stock"
unit = "seats"
numerator = "Seats held for at least twelve months"
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
fields = ["seat.valid_from", "seat.organisation", "seat.meeting_type"]
caveat = "A body that was renamed holds a new seat from that day, and enters after twelve months."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, seat_ref as unit, recorded(organisation) as organisation
from strategic_seat
