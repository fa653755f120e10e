/*
ids = ["D5"]
title = "Additions with a dated How Safe Do I Feel form"
question = "For how many additions can the time to the first form be told?"
definition = "Additions in the period with a first How Safe Do I Feel form dated on or after the day of being added."
why = "It is what the days to the first form are worked out from."
kind = "count"
time = "flow"
unit = "additions"
numerator = "Additions in the period with a dated form"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "added_to_list"
protect = true
outputs = ["quarterly"]
source = "Derived from the dates"
fields = ["vemt_spell.added_date", "vemt_spell.how_safe_date"]
caveat = "The newest periods rise as forms come in."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, added_date as counted_on, spell_ref as unit
from spell
where how_safe_date >= added_date
