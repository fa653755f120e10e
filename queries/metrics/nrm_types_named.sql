/*
ids = ["F2"]
title = "Types of exploitation in referrals"
question = "What kinds of exploitation do the referrals name?"
definition = """
Types of exploitation named in the referrals to the National Referral Mechanism made in the period. A referral with \
two types counts in each."""
why = "It shows what the referrals are about."
kind = "count"
time = "flow"
unit = "types"
numerator = "Types named in referrals made in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.year = [["exploitation_type"]]
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "Home Office"
fields = ["pathway.referred", "pathway.referred_date", "pathway.exploitation_types"]
caveat = "The total is of types, not of referrals."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select n.la_code, n.referred_date as counted_on, concat(n.spell_ref, ':', e.code) as unit, e.code as exploitation_type
from nrm_referral as n
join exploitation_code as e on concat('|', coalesce(n.exploitation_types, ''), '|') like concat('%|', e.code, '|%')
