/*
ids = ["C1"]
title = "Days on the list so far"
question = "How long have the children now on the list been on it?"
definition = """
The median of the days from being added to the end of the period, over the children open then: half have been on the \
list for longer."""
why = "A long time on the list can mean drift, or a risk that does not lessen."
kind = "median"
of = "open_on_list"
time = "stock"
unit = "days"
numerator = "Days from the added date to the end of the period"
denominator = "Children open at the end of the period"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["category"], ["risk"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "Derived from the list's dates"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date"]
caveat = """
Time on the list before an earlier removal is not counted. Medians of authorities do not average to the median of \
Tees; each is worked out from the children themselves."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, days_between(added_date, counted_on) as value
from open_spell
