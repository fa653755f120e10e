/*
ids = ["H1"]
title = "Children on the list aged 17 or over"
question = "How many on the list are close to 18, or past it?"
definition = "Children on the list at the end of the period who were 17 or older on that day."
why = "At 18 the law and the services change overnight; the risk does not."
kind = "count"
time = "stock"
unit = "children"
numerator = "Children open aged 17 or over"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["risk"]]
settle = 28
within = "open_on_list"
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "Strategy theme 4; VPG terms of reference, sections 3 and 6.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "child.birth_month"]
caveat = """
Only the month of birth is held: the birthday is taken as the first of that month. A child without a birth month is \
not here."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, recorded(risk) as risk
from open_spell
where age_years(birth_month, counted_on) >= 17
