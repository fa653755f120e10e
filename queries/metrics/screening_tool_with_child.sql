/*
ids = ["D3"]
title = "Screening tool done with the child"
question = "Is the screening tool done with the child, where possible?"
definition = "Of the screening tools dated in the period, the share that was done with the child."
why = "A tool filled in from the files alone misses what the family knows."
kind = "share"
of = "screening_tools_completed"
time = "flow"
unit = "screening tools"
numerator = "Screening tools done with the child"
denominator = "Screening tools dated in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 7 (where possible)"
fields = ["vemt_spell.screening_tool_date", "vemt_spell.tool_with_child"]
caveat = "It is not always safe or possible: the share is not meant to reach 100 %."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, screening_tool_date as counted_on, spell_ref as unit, tool_with_child as numerator
from vemt_spell
where screening_tool_date is not null
