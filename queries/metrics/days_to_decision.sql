/*
ids = ["A8"]
title = "Days from referral to decision"
question = "How long do referrals wait for a decision?"
definition = """
The median of the days from the referral to the first decision of the practitioners group: half waited longer."""
why = "A child at risk should not wait for a meeting."
kind = "median"
of = "referrals_with_dates"
time = "flow"
unit = "days"
numerator = "Days from referral to first decision"
denominator = "Referrals decided in the period with both dates"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "Derived from the dates"
fields = ["vemt_spell.first_vpg_date", "vemt_spell.decision", "vemt_spell.referral_date"]
caveat = """
Calendar days, weekends included. A median hides the longest waits; no maximum is shown, as it tells of one child."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, decided_on as counted_on, spell_ref as unit, days_between(referral_date, decided_on) as value
from referral
where referral_date <= decided_on
