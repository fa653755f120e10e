/*
ids = ["F5"]
title = "Days to a conclusive grounds decision"
question = "How long do children wait for the final word?"
definition = """
The median of the days from reasonable grounds to conclusive grounds, over the conclusive grounds decisions in the \
period."""
why = "A child who waits for years cannot move on."
kind = "median"
of = "conclusive_grounds_decided"
time = "flow"
unit = "days"
numerator = "Days from reasonable to conclusive grounds"
denominator = "Decisions in the period"
direction = "decrease"
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
caveat = "Those still waiting are not in it."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, cg_date as counted_on, spell_ref as unit, days_between(rg_date, cg_date) as value
from grounds_decided
where rg_outcome = 'POSITIVE' and cg_date >= rg_date and cg_outcome in ('POSITIVE', 'NEGATIVE')
