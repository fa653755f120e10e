/*
ids = ["K8"]
title = "Lines updated of late"
question = "Is the plan being kept up to date?"
definition = """
Of the lines of the action plan, the share updated in the two months up to the end of the period. Not recorded: the \
line was updated after the period, so its earlier updates are not known."""
why = "A plan nobody touches is not being worked to."
kind = "share"
of = "plan_lines"
time = "stock"
unit = "lines"
numerator = "Lines updated in the last two months"
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
fields = ["plan_action.updated_date"]
caveat = """
The plan is held as it stands now, so every line counts in every period shown, and its status is not recorded before \
its last update. The plan is the whole partnership's and counts for Tees only."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, plan_ref as unit,
       case when updated_date > counted_on then null
            else updated_date >= month_add(day_add(counted_on, 1), -2) end as numerator
from plan_line
