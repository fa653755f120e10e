/*
ids = ["D10"]
title = "Actions of practitioners groups overdue"
question = "Which actions of the groups are past their date and not done?"
definition = """
Actions of the VEMT practitioners groups that were past their due date and not completed at the end of the last day \
of the period. An action due on that very day is not yet overdue."""
why = "Overdue actions are the first business of the next meeting."
kind = "count"
time = "stock"
unit = "actions"
numerator = "Actions past due and not completed at the end of the period"
denominator = "None"
direction = "decrease"
target = ""
headline = "month"
breakdowns.year = [["agency"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, sections 8.7 and 10"
fields = ["action.due_date", "action.completed_date", "action.origin"]
caveat = """
An action that was cancelled is left out throughout, since the day of cancelling is not held. An action marked as \
done without a date is taken as never overdue."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select x.la_code, c.period_end as counted_on, x.action_ref as unit, recorded(x.owner_org) as agency
from vpg_action as x
join calendar as c
    on c.period_kind = 'month' and x.due_date < c.period_end and coalesce(x.raised_date, x.due_date) <= c.period_end
where (not x.closed) or x.completed_date > c.period_end
