/*
ids = ["K8"]
title = "Lines on track or done"
question = "Is the plan on track?"
definition = "Of the lines of the action plan, the share that are on track or done at the end of the period."
why = "It is the plan in one number."
kind = "share"
of = "plan_lines"
time = "stock"
unit = "lines"
numerator = "Lines on track or done"
denominator = "Lines of the action plan"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.quarter = [["theme"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "Teeswide VEMT strategy, themes 1 to 4"
fields = ["plan_action.updated_date", "plan_action.status", "plan_action.due_date"]
caveat = """
The plan is held as it stands now, so every line counts in every period shown, and its status is not recorded before \
its last update. The plan is the whole partnership's and counts for Tees only."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, plan_ref as unit,
       case when plan_status is null then null else plan_status in ('ON_TRACK', 'DONE') end as numerator
from plan_line
