/*
ids = ["B5"]
title = "Ratings at which risk had reduced"
question = "At what share of reviews had risk come down?"
definition = """
Of the pairs of consecutive ratings whose later one falls in the period, the share in which the later level is \
lower."""
why = "It is the plainest sign that plans work."
kind = "share"
of = "risk_reviews_compared"
time = "flow"
unit = "pairs of ratings"
numerator = "Pairs in which the later level is lower"
denominator = "Pairs of consecutive ratings, the later one in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["risk_before"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 3"
fields = ["vemt_review.risk", "vemt_review.review_date"]
caveat = "Risk that is already low cannot reduce, so the share depends on the mix of levels before."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, review_date as counted_on, concat(spell_ref, ':', cast(review_date as string)) as unit,
       risk_rank(risk) < risk_rank(risk_before) as numerator
from rated_pair
