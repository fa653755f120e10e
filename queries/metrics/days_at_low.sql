/*
ids = ["B8"]
title = "Days at Low risk so far"
question = "How long do children stay on the list at Low?"
definition = """
The median of the days from the first of the Low ratings that follow each other up to the end of the period."""
why = "Months at Low may mean that nobody decided."
kind = "median"
of = "open_at_low"
time = "stock"
unit = "days"
numerator = "Days since risk became Low"
denominator = "Children open at Low at the end of the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "Derived from the ratings"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.risk", "vemt_review.review_date"]
caveat = "Where only the latest review is supplied, the days begin with it and are too few."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, days_between(low_since, counted_on) as value
from low_spell
