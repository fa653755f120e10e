/*
ids = ["A7"]
title = "Referrals accepted"
question = "What share of referrals led to a place on the list?"
definition = "Of the referrals decided in the period, the share that was accepted."
why = "A low share may mean that referrers do not know the threshold; a high one, that referrals come too late."
kind = "share"
of = "referrals_decided"
time = "flow"
unit = "referrals"
numerator = "Referrals accepted"
denominator = "Referrals decided in the period"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["referrer"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 9.4; STSCP exploitation page"
fields = ["vemt_spell.first_vpg_date", "vemt_spell.decision"]
caveat = "An authority that records only what it accepted shows 100 %. There is no right share."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, decided_on as counted_on, spell_ref as unit, decision = 'ACCEPTED' as numerator
from referral
