/*
ids = ["A7"]
title = "Referrals not accepted"
question = "What becomes of the children who are referred but not accepted?"
definition = "Referrals that were not accepted, by the date of the decision and by what was offered instead."
why = "A child for whom somebody was worried should not be left with nothing."
kind = "count"
time = "flow"
unit = "referrals"
numerator = "Referrals not accepted in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.year = [["referral_outcome"]]
settle = 28
within = "referrals_decided"
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 9.4"
fields = ["vemt_spell.first_vpg_date", "vemt_spell.decision", "vemt_spell.referral_outcome"]
caveat = "A referral without the date of a decision is left out."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, decided_on as counted_on, spell_ref as unit, recorded(referral_outcome) as referral_outcome
from referral
where decision = 'NOT_ACCEPTED'
