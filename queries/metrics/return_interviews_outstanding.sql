/*
ids = ["G15"]
title = "Return interviews outstanding"
question = "Which interviews are still owed?"
definition = """
Ended missing episodes whose 72 hours after return had run out by the end of the period, with no interview held by \
then, no refusal and no reason why it was not offered."""
why = "An interview that is late can still be held: this is the list to work from."
kind = "count"
time = "stock"
unit = "episodes"
numerator = "Episodes with a return interview owed at the end of the period"
denominator = "None"
direction = "decrease"
target = ""
headline = "month"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "Derived from the DfE guidance (2014)"
fields = ["missing_episode.end_at", "return_interview.completed_at"]
caveat = """
Refusals and reasons bear no date, so they take an episode off the list for every month. An interview that is never \
held nor explained stays on it."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select i.la_code, c.period_end as counted_on, i.episode_ref as unit
from interview_due as i
join calendar as c
    on c.period_kind = 'month' and i.due_on <= c.period_end
    and (i.completed_at is null or cast(i.completed_at as date) > c.period_end)
where i.not_offered_reason is null and not i.declined
