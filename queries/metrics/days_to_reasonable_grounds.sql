/*
ids = ["F4"]
title = "Days to a reasonable grounds decision"
question = "How long do children wait for reasonable grounds?"
definition = """
The median of the days from the referral to the decision on reasonable grounds, over the decisions in the period."""
why = "Support rests on it."
kind = "median"
of = "reasonable_grounds_decided"
time = "flow"
unit = "days"
numerator = "Days from referral to decision"
denominator = "Decisions in the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "Home Office"
fields = ["pathway.referred", "pathway.referred_date", "pathway.rg_date", "pathway.rg_outcome"]
caveat = "Calendar days."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, rg_date as counted_on, spell_ref as unit, days as value
from grounds_decided
