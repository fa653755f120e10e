/*
ids = ["H1"]
title = "Turning 18 within six months"
question = "For how many children must the move to adult services be ready soon?"
definition = """
Children on the list at the end of the period who are under 18 on that day and turn 18 within the six months after \
it."""
why = "The talk with adult services must come before the birthday."
kind = "count"
time = "stock"
unit = "children"
numerator = "Children open who turn 18 within six months"
denominator = "None"
direction = "neutral"
target = ""
headline = "month"
breakdowns.quarter = [["risk"]]
settle = 28
within = "open_on_list"
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "Strategy theme 4; VPG terms of reference, sections 3 and 6.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "child.birth_month"]
caveat = """
Only the month of birth is held: the birthday is taken as the first of that month. So no child is shown later than is \
true."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, recorded(risk) as risk
from open_spell
where month_add(birth_month, 216) > counted_on and month_add(birth_month, 216) <= month_add(counted_on, 6)
