/*
ids = ["D3"]
title = "Screening tools completed"
question = "How many screening tools were completed?"
definition = "Screening tools on referral or entry, by their date, whether or not the child came on to the list."
why = "It is what tools done with the child or a parent are held against."
kind = "count"
time = "flow"
unit = "screening tools"
numerator = "Screening tools dated in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 7"
fields = ["vemt_spell.screening_tool_date"]
caveat = "A tool without a date is left out."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, screening_tool_date as counted_on, spell_ref as unit
from vemt_spell
where screening_tool_date is not null
