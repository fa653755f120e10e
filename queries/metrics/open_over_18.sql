/*
ids = ["H5"]
title = "On the list after turning 18"
question = "Is anyone on the list who is no longer a child?"
definition = "People on the list at the end of the period who were 18 by then on any day of their birth month."
why = "It is a fault of the record, or a decision that should be written down."
kind = "count"
time = "stock"
unit = "people"
numerator = "People open who are 18 for certain"
denominator = "None"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "open_on_list"
protect = true
outputs = ["quarterly"]
source = "Check of the records"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "child.birth_month"]
caveat = """
Only the month of birth is held: the birthday is taken as the last day of that month, so that nobody is counted \
before turning 18."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit
from open_spell
where month_end(month_add(birth_month, 216)) <= counted_on
