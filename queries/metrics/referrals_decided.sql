/*
ids = ["A7"]
title = "Referrals decided"
question = "On how many referrals did the practitioners group decide?"
definition = """
Referrals that were accepted or not accepted, by the date of the first decision of the VEMT practitioners group. \
Referrals still pending are not here."""
why = "It is the demand that reaches the group, and what referrals accepted are held against."
kind = "count"
time = "flow"
unit = "referrals"
numerator = "Referrals decided in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["referrer"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 9.4"
fields = ["vemt_spell.first_vpg_date", "vemt_spell.decision"]
caveat = "A referral without the date of a decision cannot be placed in a period and is left out, accepted or not."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, decided_on as counted_on, spell_ref as unit, recorded(referral_source) as referrer
from referral
