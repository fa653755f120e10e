/*
ids = ["A9"]
title = "Discussions at practitioners group meetings"
question = "How many discussions of children did the groups hold?"
definition = """
Discussions of a child at a weekly or monthly meeting of the VEMT practitioners group, with or without a rating, by \
the date of the meeting."""
why = "It shows the load on the meetings."
kind = "count"
time = "flow"
unit = "discussions"
numerator = "Discussions in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["vpg_meeting"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 6.3"
fields = ["vemt_review.review_date", "vemt_review.meeting_type"]
caveat = """
A review for which no meeting is written down is not known to be a discussion and is left out. Of one time on the \
list, two discussions on one day count once."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, review_date as counted_on, concat(spell_ref, ':', cast(review_date as string)) as unit,
       meeting_type as vpg_meeting
from discussion
