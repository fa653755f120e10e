/*
ids = ["B7"]
title = "Removed at High or Very high risk"
question = "How many children left the list while at high risk?"
definition = """
Of the removals in the period, the share whose last rating of risk was High or Very high. Not recorded: no rating up \
to the day of removal."""
why = "A removal at high risk is an exception that the group should be able to explain."
kind = "share"
of = "removed_from_list"
time = "flow"
unit = "removals"
numerator = "Removals whose last rating is High or Very high"
denominator = "Removals with a removed date in the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns.quarter = [["reason"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_review.risk"]
caveat = "Turning 18, custody or a move may end a time on the list whatever the risk: read it beside the reasons."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, removed_date as counted_on, spell_ref as unit, risk in ('VERY_HIGH', 'HIGH') as numerator
from removed_spell
