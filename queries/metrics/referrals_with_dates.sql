/*
ids = ["A8"]
title = "Referrals with both dates"
question = "For how many referrals can the time to a decision be told?"
definition = "Referrals decided in the period that have a date of referral on or before the date of the decision."
why = "It is what the days to a decision are worked out from."
kind = "count"
time = "flow"
unit = "referrals"
numerator = "Referrals decided in the period with both dates"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "referrals_decided"
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 9.4"
fields = ["vemt_spell.first_vpg_date", "vemt_spell.decision", "vemt_spell.referral_date"]
caveat = "A referral whose decision is dated before it is left out as a fault."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, decided_on as counted_on, spell_ref as unit
from referral
where referral_date <= decided_on
