/*
ids = ["F2", "F4"]
title = "Referrals to the National Referral Mechanism"
question = "How many children were referred to the National Referral Mechanism?"
definition = """
Referrals to the National Referral Mechanism of children with a time on the list or a referral to it, by the date of \
the referral. Reasonable grounds are as decided so far; no decision yet is pending."""
why = "It is how a child is recognised as a victim of trafficking."
kind = "count"
time = "flow"
unit = "referrals"
numerator = "Referrals made in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["rg_outcome"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 1.5; Home Office"
fields = ["pathway.referred", "pathway.referred_date"]
caveat = """
Referrals by other first responders, such as the police alone, are here only if the authority recorded them. One \
referral is held for each time on the list."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, referred_date as counted_on, spell_ref as unit, recorded(rg_outcome) as rg_outcome
from nrm_referral
