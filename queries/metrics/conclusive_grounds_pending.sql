/*
ids = ["F5"]
title = "Waiting for conclusive grounds"
question = "How many referrals wait for the final word?"
definition = """
Referrals with positive reasonable grounds decided by the end of the period and no decision on conclusive grounds by \
then. A suspended one still waits."""
why = "Each is a child in limbo."
kind = "count"
time = "stock"
unit = "referrals"
numerator = "Referrals without a conclusive grounds decision"
denominator = "None"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "Home Office"
fields = [
    "pathway.referred",
    "pathway.referred_date",
    "pathway.rg_date",
    "pathway.rg_outcome",
    "pathway.cg_date",
    "pathway.cg_outcome",
]
caveat = "Children who have left the list are here too. What was decided on an unknown day is not."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select g.la_code, c.period_end as counted_on, g.spell_ref as unit
from grounds_decided as g
join calendar as c
    on c.period_kind = 'month' and g.rg_date <= c.period_end
    and (g.cg_date > c.period_end or g.cg_outcome in ('PENDING', 'SUSPENDED'))
where g.rg_outcome = 'POSITIVE'
