/*
ids = ["B9"]
title = "Reviewed within the review interval"
question = "Are the children on the list reviewed as often as agreed?"
definition = """
Of the children on the list for the review interval or longer, the share with an assessment or a discussion, with or \
without a rating, within the interval up to the end of the period: 31 days, unless the authority set another."""
why = "Risk moves in weeks. A child whom nobody has discussed for a month is out of sight."
kind = "share"
of = "open_long_enough_for_review"
time = "stock"
unit = "children"
numerator = "Children reviewed within the interval"
denominator = "Children open for the review interval or longer"
direction = "increase"
target = ""
headline = "month"
breakdowns.quarter = [["risk"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 6.3; the interval is a local setting"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.review_date"]
caveat = "A list that shows only the latest review still answers this, for the month in which it was sent."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, reviewed as numerator
from long_open
