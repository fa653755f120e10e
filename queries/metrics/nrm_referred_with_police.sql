/*
ids = ["F2"]
title = "Referrals made together with the police"
question = "Are referrals made together with the police?"
definition = """
Of the referrals to the National Referral Mechanism in the period, the share that was made together with the police."""
why = "It tells how the agencies work together, and against what."
kind = "share"
of = "nrm_referred"
time = "flow"
unit = "referrals"
numerator = "Referrals recorded as made together with the police"
denominator = "Referrals made in the period"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 1.5; Home Office"
fields = ["pathway.referred", "pathway.referred_date", "pathway.joint_with_police"]
caveat = "Few referrals: one more or less moves the share a lot."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, referred_date as counted_on, spell_ref as unit, joint_with_police as numerator
from nrm_referral
