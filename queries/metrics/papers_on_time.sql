/*
ids = ["K5"]
title = "Papers sent in time"
question = "Do papers go out early enough to be read?"
definition = """
Of the meetings with a rule for papers, the share whose papers went out in time: three days before a weekly VPG, \
seven before a monthly VPG, five working days before a strategic meeting. The numbers are local settings."""
why = "People who have not read the papers cannot challenge."
kind = "share"
of = "papers_due"
time = "flow"
unit = "meetings"
numerator = "Meetings whose papers went out in time"
denominator = "Meetings held whose kind has a rule for papers"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["meeting_type"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 9.4.1; Teeswide VEMT strategy, appendix 2"
fields = ["meeting.held_date", "meeting.meeting_type", "meeting.papers_sent_date"]
caveat = """
Calendar days for the VPG; working days leave out weekends and the bank holidays of England, and the day of the \
meeting counts as one. No date for the papers is not recorded."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, held_date as counted_on, meeting_ref as unit, on_time as numerator
from papers_due
