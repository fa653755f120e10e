/*
ids = ["A3"]
title = "Children removed from the VEMT list"
question = "How many children left the list, and why?"
definition = """
Times on the list that ended, by the date removed. Risk is the last rating on or before the day of removal. Age is \
on the day of removal."""
why = """
Children should leave because risk has reduced. Removals at high risk, at 18 or on moving away need a plan that goes \
on."""
kind = "count"
time = "flow"
unit = "removals"
numerator = "Removals with a removed date in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "month"
breakdowns.quarter = [["reason"], ["risk"]]
breakdowns.year = [["age_band"], ["sex"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 7 and 9.4.3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date"]
caveat = """
Only the month of birth is held: the birthday is taken as the first of that month. The reason OTHER includes rare \
reasons that are never shown by themselves."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with last_risk as (
    select s.la_code, s.spell_ref, max_by(r.risk, r.review_date) as risk
    from spell as s
    join vemt_review as r
        on r.la_code = s.la_code and r.spell_ref = s.spell_ref and r.review_date <= s.removed_date
    where r.risk is not null
    group by s.la_code, s.spell_ref
)
select s.la_code, s.removed_date as counted_on, s.spell_ref as unit,
       -- a death is never a category of its own
       case when s.removal_reason = 'DIED' then 'OTHER' else recorded(s.removal_reason) end as reason,
       recorded(l.risk) as risk,
       age_band_of(age_years(s.birth_month, s.removed_date)) as age_band,
       recorded(s.sex) as sex
from spell as s
left join last_risk as l on l.la_code = s.la_code and l.spell_ref = s.spell_ref
where s.removed_date is not null
