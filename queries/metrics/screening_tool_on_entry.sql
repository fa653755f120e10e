/*
ids = ["D1"]
title = "Screening tool done on entry"
question = "Was the screening tool done before the child came on to the list?"
definition = """
Of the additions in the period, the share with a screening tool dated on or before the day of being added. A tool \
marked as done without a date counts; one marked as not done, or dated later, does not."""
why = "The tool is what makes referrals alike and lets the group compare children."
kind = "share"
of = "added_to_list"
time = "flow"
unit = "additions"
numerator = "Additions with a screening tool by the day of being added"
denominator = "Additions with an added date in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["referrer"]]
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, sections 7 and 9.4; Tees screening tool page"
fields = ["vemt_spell.added_date", "vemt_spell.screening_tool"]
caveat = "A tool without a date may have been done after the child was added."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, added_date as counted_on, spell_ref as unit,
       case when screening_tool_date is not null then screening_tool_date <= added_date else screening_tool end as numerator
from spell
