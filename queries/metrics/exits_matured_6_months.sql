/*
ids = ["A6"]
title = "Removals that can be judged after six months"
question = "For how many children are the six months since they left the list over?"
definition = """
Removals from the list whose six months were over in the period, of children who could have come back: not removed at \
18, on moving away or by death, still under 18 at the end of the six months, and not known to have lived outside the \
authority in them."""
why = "It is what lasting exits are held against."
kind = "count"
time = "flow"
unit = "removals"
numerator = "Removals whose six months were over in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.year = [["risk"]]
settle = 28
protect = true
outputs = ["assurance"]
source = "Derived from the list"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "child.birth_month"]
caveat = """
Only the month of birth is held: the birthday is taken as the first of that month. A child without a birth month is \
kept in. A move out of the area is known only where dated status is supplied."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, matured_on as counted_on, spell_ref as unit, recorded(risk) as risk
from matured_exit
where months = 6
