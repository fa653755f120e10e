/*
ids = ["A1", "B1", "B3", "B4", "L1"]
title = "Children open on the VEMT list"
question = "How many children are open on the VEMT list, and at what risk?"
definition = """
Children who were on the list at the end of the last day of the period: added on or before that day and not removed, \
or removed later. A child removed on that day is no longer open. Each child counts once for the authority \
responsible for them. Risk and category are those of the latest rating on or before that day; a review without a \
rating changes neither."""
why = """
It is the size and the weight of the work: how many children the partnership is holding in mind, and how many of \
them at high risk."""
kind = "count"
time = "stock"
unit = "children"
numerator = "Children open at the end of the period"
denominator = "None; the rate is per 10,000 residents aged 0 to 17"
direction = "neutral"
target = ""
headline = "month"
breakdowns.quarter = [["category"], ["risk"], ["category", "risk"], ["time_on_list"], ["age_band"], ["sex"]]
breakdowns.year = [["care_status"], ["ethnicity"], ["disability"], ["ehc_plan"], ["uasc"]]
settle = 28
population = "0-17"
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 1 and 6"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date"]
caveat = """
The partnership and Tees figures are the sums of the authorities: a child known to two authorities counts in each. \
Of two open times on the list of one child, which is a fault, the later counts (begun on one day: the first by \
reference). Only the month of birth is held: the birthday is taken as the first of that month. A rise may mean \
better identification, not more harm. Care status is that of the day where it is supplied with dates; else it is \
held as it is now (as an education, health and care plan is), and not recorded for periods that ended twelve months \
before the figures or earlier."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select o.la_code, o.counted_on, o.child_ref as unit,
       recorded(o.category) as category,
       recorded(o.risk) as risk,
       time_on_list_of(whole_months(o.added_date, o.counted_on)) as time_on_list,
       age_band_of(age_years(o.birth_month, o.counted_on)) as age_band,
       recorded(o.sex) as sex,
       recorded(o.care_status) as care_status,
       ethnicity_group_of(o.ethnicity) as ethnicity,
       yes_no_of(o.disability) as disability,
       yes_no_of(o.ehc_plan) as ehc_plan,
       yes_no_of(o.uasc) as uasc
from open_spell as o
