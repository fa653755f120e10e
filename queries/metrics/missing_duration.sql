/*
ids = ["G7"]
title = "Hours missing"
question = "How many hours is a child typically missing?"
definition = """
The median of the hours from going missing to return, over the missing episodes that ended in the period with both \
clock times recorded."""
why = "It shows how quickly children are found."
kind = "median"
of = "missing_episodes_ended"
time = "flow"
unit = "hours"
numerator = "Hours from start to end"
denominator = "Missing episodes ended in the period, both clock times known"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns.quarter = [["missing_from"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance (2014)"
fields = ["missing_episode.start_at", "missing_episode.end_at"]
caveat = """
A median says nothing of the longest episodes: see the bands of missing episodes that ended. Medians of authorities \
do not average to the median of Tees."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, ended_on as counted_on, episode_ref as unit, hours as value
from missing_ended
