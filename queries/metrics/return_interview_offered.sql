/*
ids = ["G11"]
title = "Return interviews offered"
question = "Is every child who returns offered an interview?"
definition = """
Of the return interviews due, the share in which one was offered. An interview that was held or accepted counts as \
offered. Not recorded: no answer is held."""
why = "Every child who returns must be offered an independent interview."
kind = "share"
of = "return_interviews_due"
time = "flow"
unit = "episodes"
numerator = "Episodes for which a return interview was offered"
denominator = "Ended missing episodes whose 72 hours ran out in the period"
direction = "increase"
target = ""
headline = "month"
breakdowns.quarter = [["missing_from"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance on children who run away or go missing (2014)"
fields = ["missing_episode.end_at", "return_interview.offered"]
caveat = """
Interviews are matched to episodes by the episode's reference; one interview may cover several episodes, and counts \
for each. Late offers count: the day of the offer is not held."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, episode_ref as unit, offered as numerator
from interview_due
