/*
ids = ["B9", "D8"]
title = "Children on the list for a review interval or longer"
question = "How many children are due to have been reviewed and mapped?"
definition = """
Children on the list at the end of the period who had been on it for at least the review interval: 31 days, unless \
the authority set another."""
why = """
It is what reviews in time and case mapping are held against: a child added last week may not have come to a meeting \
yet."""
kind = "count"
time = "stock"
unit = "children"
numerator = "Children open for the review interval or longer"
denominator = "None"
direction = "neutral"
target = ""
headline = "month"
breakdowns.quarter = [["risk"]]
settle = 28
within = "open_on_list"
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 6.3; the interval is a local setting"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date"]
caveat = "The interval is a local setting with its own date: a change of it changes the figure from that day on."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit, recorded(risk) as risk
from long_open
