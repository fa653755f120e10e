/*
ids = ["G14"]
title = "Return interviews that may have been within 72 hours"
question = "How many could have been within 72 hours at most?"
definition = """
Of the return interviews due, the share held within 72 clock hours of return or, where only dates are recorded, \
within three days. The true share of an authority with dates only lies between the certain share (two days) and this \
one."""
why = "With dates alone three days may be 49 hours or 95: it is fair to show both ends."
kind = "share"
of = "return_interviews_due"
time = "flow"
unit = "episodes"
numerator = "Episodes with an interview that was, or may have been, within 72 hours"
denominator = "Ended missing episodes whose 72 hours ran out in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
numerator_within = "return_interview_completed"
protect = true
outputs = ["quarterly"]
source = "DfE statutory guidance on children who run away or go missing (2014)"
fields = ["missing_episode.end_at", "return_interview.completed_at"]
caveat = """
Read it beside the share within 72 hours, never instead. An authority that records dates only must not be compared \
with one that records times."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, due_on as counted_on, episode_ref as unit,
       case when unknown then null
            else closeness >= 1 end as numerator
from interview_due
