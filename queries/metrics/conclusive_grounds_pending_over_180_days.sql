/*
ids = ["F5"]
title = "Waiting for conclusive grounds for over 180 days"
question = "How many have waited for more than half a year?"
definition = """
Of the referrals that wait for conclusive grounds at the end of the period, the share whose reasonable grounds were \
decided more than 180 days before."""
why = "A wait that long should be chased."
kind = "share"
of = "conclusive_grounds_pending"
time = "stock"
unit = "referrals"
numerator = "Referrals that have waited for more than 180 days"
denominator = "Referrals without a conclusive grounds decision"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "Derived from the dates"
fields = [
    "pathway.referred",
    "pathway.referred_date",
    "pathway.rg_date",
    "pathway.rg_outcome",
    "pathway.cg_date",
    "pathway.cg_outcome",
]
caveat = "180 days is a line for chasing, not a limit in law."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select g.la_code, c.period_end as counted_on, g.spell_ref as unit,
       days_between(g.rg_date, c.period_end) > 180 as numerator
from grounds_decided as g
join calendar as c
    on c.period_kind = 'month' and g.rg_date <= c.period_end
    and (g.cg_date > c.period_end or g.cg_outcome in ('PENDING', 'SUSPENDED'))
where g.rg_outcome = 'POSITIVE'
