/*
ids = ["B6"]
title = "Removals with two ratings or more"
question = "For how many children who left can risk at the start and at the end be compared?"
definition = """
Removals from the list in the period of children who had at least two ratings of risk in that time on the list. \
Movement compares the last with the first."""
why = "It is what risk reduced over the whole time on the list is held against."
kind = "count"
time = "flow"
unit = "removals"
numerator = "Removals in the period with two ratings or more"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.year = [["movement"]]
settle = 28
within = "removed_from_list"
protect = true
outputs = ["assurance"]
source = "Derived from the ratings"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.risk"]
caveat = "Ratings after the day of removal are not used."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, removed_date as counted_on, spell_ref as unit,
       case when risk_rank(risk) < risk_rank(first_risk) then 'REDUCED'
            when risk_rank(risk) > risk_rank(first_risk) then 'INCREASED' else 'SAME' end as movement
from removed_spell
where ratings >= 2
