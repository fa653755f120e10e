/*
ids = ["G17"]
title = "Return interviews declined"
question = "Why are interviews declined?"
definition = """
Ended missing episodes whose 72 hours ran out in the period and for which an interview was offered and declined, by \
the reason. A reason for declining is a refusal whatever else is written, but it counts here only beside a recorded \
offer."""
why = "What children and parents refuse, and why, tells how the offer is made."
kind = "count"
time = "flow"
unit = "episodes"
numerator = "Episodes for which a return interview was offered and declined"
denominator = "None"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns.quarter = [["declined_reason"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "Annex A and local return interview records"
fields = ["missing_episode.end_at", "return_interview.accepted"]
caveat = """
Interviews are matched to episodes by the episode's reference; one interview may cover several episodes, and counts \
for each. A refusal without an offer on record still ends what is owed. With several reasons an episode counts once, \
under the last of their codes by the alphabet."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, episode_ref as unit, recorded(declined_reason) as declined_reason
from interview
where offered and not accepted
