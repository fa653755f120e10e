/*
ids = ["H4"]
title = "Care leavers on the list aged 17 or over"
question = "How many of those close to 18 are care leavers?"
definition = "Children on the list at the end of the period who were 17 or older and care leavers on that day."
why = "It is what personal advisers are held against."
kind = "count"
time = "stock"
unit = "children"
numerator = "Care leavers open aged 17 or over"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "open_aged_17"
protect = true
outputs = ["assurance"]
source = "VPG terms of reference, section 6.2"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "child.birth_month", "child.care_status"]
caveat = """
Care status is that of the day where it is supplied with dates; else it is held as it is now and left out for \
periods that ended twelve months before the figures or earlier."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit
from open_spell
where age_years(birth_month, counted_on) >= 17 and care_status = 'CARE_LEAVER'
