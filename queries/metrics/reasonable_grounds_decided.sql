/*
ids = ["F4"]
title = "Reasonable grounds decided"
question = "How many reasonable grounds decisions came?"
definition = """
Referrals to the National Referral Mechanism for which reasonable grounds were decided in the period, positive or \
negative, by the date of the decision."""
why = "It is what the time to a decision is worked out from."
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
fields = ["pathway.referred", "pathway.referred_date", "pathway.rg_date", "pathway.rg_outcome"]
caveat = "A decision dated before the referral, or of a referral without a date, is left out as a fault."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, rg_date as counted_on, spell_ref as unit
from grounds_decided
