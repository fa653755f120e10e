/*
ids = ["D2"]
title = "Screening tool done at closure"
question = "Was the screening tool done again before the child left the list?"
definition = """
Of the removals in the period, the share with a screening tool dated in the 31 days up to the day of removal (the \
authority may set another number). No date: not done."""
why = "It shows that risk was looked at again before the child was taken off."
kind = "share"
of = "removed_from_list"
time = "flow"
unit = "removals"
numerator = "Removals with a screening tool shortly before"
denominator = "Removals with a removed date in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "Tees screening tool page; the number of days is a local setting"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_spell.closure_tool_date"]
caveat = "Removal by death, custody or a sudden move leaves no time for the tool, and counts as without."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select s.la_code, s.removed_date as counted_on, s.spell_ref as unit,
       coalesce(days_between(s.closure_tool_date, s.removed_date) between 0 and t.number, false) as numerator
from removed_spell as s
join setting as t
    on t.la_code = s.la_code and t.name = 'closure_tool_days' and s.removed_date between t.valid_from and t.valid_to
