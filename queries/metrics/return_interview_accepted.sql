/*
ids = ["G12"]
title = "Return interviews accepted, of all due"
question = "Do children take up the interview?"
definition = """
Of the return interviews due, the share in which it was accepted. An interview that was held counts as accepted; one \
that was not offered was not accepted."""
why = "A refusal is telling: it may be fear, or an interviewer whom the child does not trust."
kind = "share"
of = "return_interviews_due"
time = "flow"
unit = "episodes"
numerator = "Episodes for which a return interview was accepted"
denominator = "Ended missing episodes whose 72 hours ran out in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
numerator_within = "return_interview_offered"
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance on children who run away or go missing (2014)"
fields = ["missing_episode.end_at", "return_interview.accepted", "return_interview.offered"]
caveat = """
Interviews are matched to episodes by the episode's reference; one interview may cover several episodes, and counts \
for each."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, episode_ref as unit, accepted as numerator
from interview_due
