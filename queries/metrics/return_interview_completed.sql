/*
ids = ["G13", "G14"]
title = "Return home interviews held"
question = "Of the return home interviews due, how many were held?"
definition = """
Of the return interviews due, the share held at any time up to the date of the figures, on or after the day of \
return. Not recorded: no interview is held and the record says that it is unknown whether one was offered or \
accepted."""
why = "An interview that is late is worth far more than none."
kind = "share"
of = "return_interviews_due"
time = "flow"
unit = "episodes"
numerator = "Episodes covered by a completed interview"
denominator = "Ended missing episodes whose 72 hours ran out in the period"
direction = "increase"
target = ""
headline = "month"
breakdowns.quarter = [["missing_from"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance (2014)"
fields = ["missing_episode.end_at", "return_interview.completed_at"]
caveat = """
Interviews are matched to episodes by the episode's reference; one interview may cover several episodes, and counts \
for each. A child may refuse: a refusal counts as not held. The newest periods rise as late interviews are held."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, episode_ref as unit, case when unknown then null else completed end as numerator
from interview_due
