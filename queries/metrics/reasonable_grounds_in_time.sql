/*
ids = ["F4"]
title = "Reasonable grounds decided in time"
question = "Do the decisions come within the time that is set for them?"
definition = """
Of the reasonable grounds decisions in the period, the share made within five working days of the referral, or within \
45 days where a devolved local panel decides."""
why = "It shows whether the system keeps its own clock."
kind = "share"
of = "reasonable_grounds_decided"
time = "flow"
unit = "decisions"
numerator = "Decisions within the time set"
denominator = "Decisions in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "Home Office: target of five working days; devolved decision-making guidance: 45 days"
fields = [
    "pathway.referred",
    "pathway.referred_date",
    "pathway.rg_date",
    "pathway.rg_outcome",
    "pathway.devolved_panel",
]
caveat = """
Where it is not recorded who decided, five working days hold. Working days leave out the bank holidays of England. \
The decision is not made by the partnership, unless its own panel decides."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, rg_date as counted_on, spell_ref as unit,
       case when devolved_panel then days <= 45 else working_days <= 5 end as numerator
from grounds_decided
