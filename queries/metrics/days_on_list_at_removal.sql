/*
ids = ["C2"]
title = "Days on the list of children who left"
question = "How long were the children who left on the list?"
definition = """
The median of the days from being added to being removed, over the removals in the period: half were on the list for \
longer."""
why = "Read beside the time on the list of those still on it, it shows whether the long ones ever leave."
kind = "median"
of = "removed_from_list"
time = "flow"
unit = "days"
numerator = "Days from added to removed"
denominator = "Removals with a removed date in the period"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "Derived from the list's dates"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date"]
caveat = """
It tells of those who left only: a month in which many long-standing cases are closed looks slow, and is good."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, removed_date as counted_on, spell_ref as unit, days_between(added_date, removed_date) as value
from removed_spell
