/*
ids = ["G1", "L1"]
title = "Children who went missing"
question = "How many children went missing?"
definition = """
Different children with at least one missing episode that started in the period. Away from placement without \
authorisation is not counted. Age, sex and where from are as at the child's last episode in the period."""
why = "Going missing is both a sign and a cause of exploitation."
kind = "count"
time = "flow"
unit = "children"
numerator = "Different children with a missing episode started in the period"
denominator = "None; the rate is per 10,000 residents aged 0 to 17"
direction = "neutral"
target = ""
headline = "month"
breakdowns.quarter = [["age_band"], ["sex"], ["missing_from"]]
settle = 28
population = "0-17"
distinct_of = "missing_episodes"
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance on children who run away or go missing (2014)"
fields = ["missing_episode.start_at"]
caveat = """
The partnership and Tees figures are the sums of the authorities: a child known to two authorities counts in each. \
Months do not add up to the quarter: a child missing in two months is one child of the quarter. A rise may mean \
better recording."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, period_kind, counted_on, child_ref as unit,
       recorded(age_band) as age_band,
       recorded(sex) as sex,
       recorded(missing_from) as missing_from
from missing_child
