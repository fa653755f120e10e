/*
ids = ["G14"]
title = "Return home interviews within 72 hours"
question = "Of the return home interviews due, how many were held within 72 hours?"
definition = """
Of the return interviews due, the share held within 72 clock hours of return. Where only dates are recorded: within \
two days is within, more than three is not, and three days cannot be told and counts as not recorded. Where several \
interviews cover an episode, one of them within 72 hours is enough."""
why = "What a child says soon after return is what can still be acted on."
kind = "share"
of = "return_interviews_due"
time = "flow"
unit = "episodes"
numerator = "Episodes with an interview completed within 72 hours of return"
denominator = "Ended missing episodes whose 72 hours ran out in the period"
direction = "increase"
target = ""
headline = "month"
breakdowns.quarter = [["missing_from"]]
settle = 28
numerator_within = "return_interview_completed"
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance (2014): within 72 hours of return"
fields = ["missing_episode.end_at", "return_interview.completed_at"]
caveat = """
Interviews are matched to episodes by the episode's reference; one interview may cover several episodes, and counts \
for each. An authority that records dates only must not be compared with one that records times."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, episode_ref as unit,
       case when unknown then null
            when closeness = 1 then null
            else closeness = 2 end as numerator
from interview_due
