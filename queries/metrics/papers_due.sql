/*
ids = ["K5"]
title = "Meetings with a rule for papers"
question = "For how many meetings were papers owed?"
definition = """
Weekly VPG, monthly VPG and strategic meetings held in the period: the kinds whose terms say when papers go out."""
why = "It is what papers sent in time are held against."
kind = "count"
time = "flow"
unit = "meetings"
numerator = "Meetings held whose kind has a rule for papers"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["meeting_type"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 9.4.1; Teeswide VEMT strategy, appendix 2"
fields = ["meeting.held_date", "meeting.meeting_type"]
caveat = "Meetings of the whole partnership count for Tees only, so the authorities need not add up to Tees."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, held_date as counted_on, meeting_ref as unit, meeting_type
from papers_due
