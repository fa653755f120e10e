/*
ids = ["A6"]
title = "Still off the list after twelve months"
question = "Do children who leave the list stay off it for twelve months?"
definition = """
Of the removals whose twelve months were over in the period, the share of children who had not been added again by \
then, in the same authority."""
why = "An exit that lasts is the outcome the work is for."
kind = "share"
of = "exits_matured_12_months"
time = "flow"
unit = "removals"
numerator = "Removals with no new addition within twelve months"
denominator = "Removals whose twelve months were over in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.year = [["risk"]]
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "Derived from the list"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "child.birth_month"]
caveat = """
It tells of children removed that long ago, not of those removed now. Risk is the last rating before the removal."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, matured_on as counted_on, spell_ref as unit, sustained as numerator
from matured_exit
where months = 12
