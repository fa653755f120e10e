/*
ids = ["A3", "B7", "C2"]
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
breakdowns.quarter = [["reason"], ["risk"], ["time_on_list"]]
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
select la_code, removed_date as counted_on, spell_ref as unit,
       -- a death is never a category of its own
       case when removal_reason = 'DIED' then 'OTHER' else recorded(removal_reason) end as reason,
       recorded(risk) as risk,
       time_on_list_of(whole_months(added_date, removed_date)) as time_on_list,
       age_band_of(age_years(birth_month, removed_date)) as age_band,
       recorded(sex) as sex
from removed_spell
