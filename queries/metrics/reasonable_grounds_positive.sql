/*
ids = ["F5"]
title = "Positive reasonable grounds"
question = "What becomes of the children with positive reasonable grounds?"
definition = """
Positive reasonable grounds decisions in the period, by what was decided on conclusive grounds so far; no decision \
yet is pending."""
why = "It shows how many are still waiting for the final word."
kind = "count"
time = "flow"
unit = "decisions"
numerator = "Positive decisions in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.year = [["cg_outcome"]]
settle = 28
within = "reasonable_grounds_decided"
protect = true
outputs = ["quarterly", "assurance"]
source = "Home Office"
fields = ["pathway.referred", "pathway.referred_date", "pathway.rg_date", "pathway.rg_outcome", "pathway.cg_outcome"]
caveat = "Conclusive grounds are not decided before 30 days are over; the newest periods are mostly pending."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, rg_date as counted_on, spell_ref as unit, recorded(cg_outcome) as cg_outcome
from grounds_decided
where rg_outcome = 'POSITIVE'
