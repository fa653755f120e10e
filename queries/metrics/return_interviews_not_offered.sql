/*
ids = ["G17"]
title = "Return interviews not offered"
question = "Why are interviews not offered?"
definition = """
Ended missing episodes whose 72 hours ran out in the period and for which the record says that no interview was \
offered, by the reason. A reason for not offering says so by itself, where no offer is recorded."""
why = "Some reasons are sound, such as a child aged 18; others are a gap to close."
kind = "count"
time = "flow"
unit = "episodes"
numerator = "Episodes for which no return interview was offered"
denominator = "None"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns.quarter = [["not_offered_reason"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "Annex A and local return interview records"
fields = ["missing_episode.end_at", "return_interview.offered"]
caveat = """
Children aged 18 or placed elsewhere are here, though no interview is due for them: these figures are not a part of \
the interviews due. With several reasons an episode counts once, under the last of their codes by the alphabet."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, episode_ref as unit, recorded(not_offered_reason) as not_offered_reason
from interview
where not offered
