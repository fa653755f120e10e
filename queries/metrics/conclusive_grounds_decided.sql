/*
ids = ["F5"]
title = "Conclusive grounds decided"
question = "How many conclusive grounds decisions came?"
definition = """
Referrals with positive reasonable grounds for which conclusive grounds were decided in the period, by the date of \
the decision."""
why = "It is what the time to the final word is worked out from."
kind = "count"
time = "flow"
unit = "decisions"
numerator = "Decisions in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "Home Office"
fields = [
    "pathway.referred",
    "pathway.referred_date",
    "pathway.rg_date",
    "pathway.rg_outcome",
    "pathway.cg_date",
    "pathway.cg_outcome",
]
caveat = """
A decision dated before reasonable grounds is left out as a fault, as are referrals and reasonable grounds without a \
date or out of their order."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, cg_date as counted_on, spell_ref as unit
from grounds_decided
where rg_outcome = 'POSITIVE' and cg_date >= rg_date and cg_outcome in ('POSITIVE', 'NEGATIVE')
