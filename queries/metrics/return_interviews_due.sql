/*
ids = ["G14"]
title = "Return home interviews due"
question = "How many return home interviews fell due?"
definition = """
Ended missing episodes whose 72 hours after return ran out in the period. Left out: young \
people aged 18 at the time, to whom none is owed; and those for whom age or another placement is recorded as the reason \
why none was offered, unless one was held."""
why = "Every child who returns must be offered an independent interview: it is the best chance to hear what happened."
kind = "count"
time = "flow"
unit = "episodes"
numerator = "Ended missing episodes whose 72 hours ran out in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "month"
breakdowns.quarter = [["missing_from"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance (2014), paragraphs on return interviews"
fields = ["missing_episode.end_at"]
caveat = """
Interviews are matched to episodes by the episode's reference; one interview may cover several episodes, and counts \
for each. The age of a child in the missing file may be blank; such a child is kept in."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, episode_ref as unit, recorded(missing_from) as missing_from
from interview_due
