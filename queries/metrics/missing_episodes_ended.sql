/*
ids = ["G7"]
title = "Missing episodes that ended"
question = "For how long are children missing?"
definition = """
Missing episodes that ended in the period and for which both clock times are recorded, by the hours between them. \
Episodes with dates only are left out, since their length cannot be told."""
why = "The longer a child is missing, the greater the danger."
kind = "count"
time = "flow"
unit = "episodes"
numerator = "Missing episodes ended in the period, both clock times known"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["duration"], ["missing_from"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance (2014)"
fields = ["missing_episode.start_at", "missing_episode.end_at"]
caveat = """
An authority that sends dates without times has none here. Times are local clock times: an hour is off for an \
episode across a change of the clocks."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, ended_on as counted_on, episode_ref as unit,
       duration_of(hours) as duration,
       recorded(missing_from) as missing_from
from missing_ended
