/*
ids = ["E9"]
title = "Children on the list who live outside the authority"
question = "How many of our children on the list live elsewhere?"
definition = "Children on the list at the end of the period who lived outside the authority on that day."
why = "A child placed elsewhere is at risk where our police and workers are not."
kind = "count"
time = "stock"
unit = "children"
numerator = "Children open who live outside the authority"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "open_on_list"
protect = true
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 9.3 xi"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "child.lives_out_of_area"]
caveat = """
Where the child lives is that of the day if supplied with dates; else it is held as it is now and left out for \
periods that ended twelve months before the figures or earlier."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit
from open_spell
where lives_out_of_area
