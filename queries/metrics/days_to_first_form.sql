/*
ids = ["D5"]
title = "Days to the first How Safe Do I Feel form"
question = "How soon after being added is a child asked how safe they feel?"
definition = """
The median of the days from being added to the first How Safe Do I Feel form, over the additions in the period that \
have one."""
why = "A form months later does not help to plan."
kind = "median"
of = "added_with_form"
time = "flow"
unit = "days"
numerator = "Days from added to first form"
denominator = "Additions in the period with a dated form"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "Derived from the dates"
fields = ["vemt_spell.added_date", "vemt_spell.how_safe_date"]
caveat = "Children without a form are not in it: read it beside the share with a form."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, added_date as counted_on, spell_ref as unit, days_between(added_date, how_safe_date) as value
from spell
where how_safe_date >= added_date
