/*
ids = ["K6"]
title = "Strategic minutes sent in time"
question = "Do minutes follow within fourteen days?"
definition = """
Of the strategic meetings whose minutes fell due in the period, the share whose draft minutes went out by then."""
why = "Actions start when people have them in writing."
kind = "share"
of = "minutes_due"
time = "flow"
unit = "meetings"
numerator = "Strategic meetings whose draft minutes went out within fourteen days"
denominator = "Strategic meetings whose minutes fell due in the period"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns = {}
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, appendix 2"
fields = ["meeting.held_date", "meeting.meeting_type", "meeting.minutes_sent_date"]
caveat = "No date for the minutes is taken as not sent."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select m.la_code, day_add(m.held_date, s.number) as counted_on, m.meeting_ref as unit,
       coalesce(m.minutes_sent_date <= day_add(m.held_date, s.number), false) as numerator
from strategic_meeting as m
join setting as s
    on s.la_code = m.la_code and s.name = 'minutes_days_strategic' and m.held_date between s.valid_from and s.valid_to
