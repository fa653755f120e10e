/*
ids = ["B6"]
title = "Risk lower at the end than at the start"
question = "Do children leave the list at lower risk than they came with?"
definition = """
Of the removals in the period of children with two ratings or more, the share whose last rating was lower than their \
first."""
why = "It sums up what the time on the list did for a child."
kind = "share"
of = "exits_rated_twice"
time = "flow"
unit = "removals"
numerator = "Removals whose last rating is lower than the first"
denominator = "Removals in the period with two ratings or more"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["assurance"]
source = "Derived from the ratings"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.risk"]
caveat = "A child who came at Low cannot leave lower. Removal at 18 or on moving away says nothing about risk."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, removed_date as counted_on, spell_ref as unit, risk_rank(risk) < risk_rank(first_risk) as numerator
from removed_spell
where ratings >= 2
