/*
ids = ["G5", "G19"]
title = "Children often missing"
question = "How many children are going missing again and again?"
definition = """
Children with three or more missing episodes in the 90 days up to the end of the period. Both numbers are local \
settings."""
why = "Repeat missing is the strongest warning that a child is being drawn away."
kind = "count"
time = "stock"
unit = "children"
numerator = "Children with at least the set number of missing episodes in the set number of days"
denominator = "None"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 3; the numbers are local settings"
fields = ["missing_episode.start_at"]
caveat = """
An episode that both the police and the authority recorded under different references counts twice. Episodes before \
the first file supplied are not known."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, child_ref as unit
from missing_often
