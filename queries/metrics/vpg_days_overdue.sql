/*
ids = ["D10"]
title = "Days that overdue actions are late"
question = "How late are the actions that are overdue?"
definition = """
The median of the days from the due date to the end of the period, over the actions of the VEMT practitioners groups \
overdue then."""
why = "A day late is a slip; three months late is a decision that nobody took."
kind = "median"
of = "vpg_actions_overdue"
time = "stock"
unit = "days"
numerator = "Days past the due date"
denominator = "Actions overdue at the end of the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, sections 8.7 and 10"
fields = ["action.due_date", "action.completed_date", "action.origin"]
caveat = "An action that was cancelled is left out throughout, since the day of cancelling is not held."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select x.la_code, c.period_end as counted_on, x.action_ref as unit, days_between(x.due_date, c.period_end) as value
from vpg_action as x
join calendar as c
    on c.period_kind = 'month' and x.due_date < c.period_end and coalesce(x.raised_date, x.due_date) <= c.period_end
where (not x.closed) or x.completed_date > c.period_end
