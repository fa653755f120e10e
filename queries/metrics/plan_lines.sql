/*
ids = ["K8"]
title = "Lines of the action plan"
question = "How does the action plan stand?"
definition = """
Lines of the action plan at the end of the period, by theme of the strategy and status. A line that is past its date \
and not done is overdue, whatever its status says."""
why = "The plan is what the strategy comes to in practice."
kind = "count"
time = "stock"
unit = "lines"
numerator = "Lines of the action plan"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.quarter = [["theme"], ["plan_status"], ["theme", "plan_status"]]
breakdowns.year = [["task_group"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, themes 1 to 4"
fields = ["plan_action.updated_date", "plan_action.theme"]
caveat = """
The plan is held as it stands now, so every line counts in every period shown, and its status is not recorded before \
its last update. The plan is the whole partnership's and counts for Tees only."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, plan_ref as unit, recorded(theme) as theme, recorded(plan_status) as plan_status,
       recorded(task_group) as task_group
from plan_line
