/*
ids = ["K6"]
title = "Strategic minutes due"
question = "For how many strategic meetings did minutes fall due?"
definition = """
Strategic meetings held, by the fourteenth day after, on which their draft minutes were due. The number is a local \
setting."""
why = "It is what minutes sent in time are held against."
kind = "count"
time = "flow"
unit = "meetings"
numerator = "Strategic meetings whose minutes fell due in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
areas = "tees"
breakdowns = {}
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, appendix 2"
fields = ["meeting.held_date", "meeting.meeting_type"]
caveat = "A meeting late in the period is due in the next."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select m.la_code, day_add(m.held_date, s.number) as counted_on, m.meeting_ref as unit
from strategic_meeting as m
join setting as s
    on s.la_code = m.la_code and s.name = 'minutes_days_strategic' and m.held_date between s.valid_from and s.valid_to
