/*
ids = ["J1"]
title = "Audit sessions held"
question = "Were the audit sessions held?"
definition = "Multi-agency audit sessions by the date on which they were held. Four a year are expected."
why = "The sessions turn single audits into shared learning."
kind = "count"
time = "flow"
unit = "meetings"
numerator = "Audit sessions held in the period"
denominator = "None"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = false
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.4"
fields = ["meeting.held_date", "meeting.meeting_type"]
caveat = "Sessions of the whole partnership count for Tees only, so the authorities need not add up to Tees."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, held_date as counted_on, meeting_ref as unit
from meeting
where meeting_type = 'AUDIT_SESSION' and held_date is not null
