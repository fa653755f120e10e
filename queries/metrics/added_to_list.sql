/*
ids = ["A2", "L1"]
title = "Children added to the VEMT list"
question = "How many children came on to the list?"
definition = """
Times that a child was made active on the list, by the date added. A child who was removed and added again in the \
period counts twice. Category is the first one recorded for that time on the list. Age is on the day of being added."""
why = """
It shows demand, and who is noticing risk: a sudden change often follows a change of practice, such as a new \
screening tool."""
kind = "count"
time = "flow"
unit = "additions"
numerator = "Additions with an added date in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "month"
breakdowns.quarter = [["category"], ["referrer"]]
breakdowns.year = [["age_band"], ["sex"], ["ethnicity"], ["disability"], ["uasc"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 7 and 9.4.3"
fields = ["vemt_spell.added_date"]
caveat = """
Only the month of birth is held: the birthday is taken as the first of that month. Where only the last review is \
supplied, the first category held may not be the one given on entry."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with first_category as (
    select la_code, spell_ref, min_by(category, review_date) as category
    from vemt_review
    where category is not null
    group by la_code, spell_ref
)
select s.la_code, s.added_date as counted_on, s.spell_ref as unit,
       recorded(f.category) as category,
       recorded(s.referral_source) as referrer,
       age_band_of(age_years(s.birth_month, s.added_date)) as age_band,
       recorded(s.sex) as sex,
       ethnicity_group_of(s.ethnicity) as ethnicity,
       yes_no_of(s.disability) as disability,
       yes_no_of(s.uasc) as uasc
from spell as s
left join first_category as f on f.la_code = s.la_code and f.spell_ref = s.spell_ref
