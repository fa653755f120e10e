/*
ids = ["B5"]
title = "Ratings of risk compared with the one before"
question = "How is risk moving from one rating to the next?"
definition = """
Pairs of consecutive ratings of risk within one time on the list, where the later one falls in the period. Reviews \
without a rating are passed over. Movement is reduced, the same or increased."""
why = "It shows whether the work is bringing risk down, and from which levels."
kind = "count"
time = "flow"
unit = "pairs of ratings"
numerator = "Pairs whose later rating falls in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["movement"], ["risk_before"], ["risk"]]
breakdowns.year = [["movement"], ["risk_before"], ["risk"], ["risk_before", "risk"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 3"
fields = ["vemt_review.risk", "vemt_review.review_date"]
caveat = """
A child reviewed often counts often. The first rating of each time on the list has none before it and is not here."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, review_date as counted_on, concat(spell_ref, ':', cast(review_date as string)) as unit,
       case when risk_rank(risk) < risk_rank(risk_before) then 'REDUCED'
            when risk_rank(risk) > risk_rank(risk_before) then 'INCREASED' else 'SAME' end as movement,
       risk_before, risk
from rated_pair
