/*
ids = ["G5"]
title = "Children missing more than once"
question = "What share of the missing children went missing again?"
definition = "Of the children missing in the period, the share with two or more missing episodes that started in it."
why = "Repeat missing is the strongest warning that a child is being drawn away."
kind = "share"
of = "children_missing"
time = "flow"
unit = "children"
numerator = "Children with two or more missing episodes started in the period"
denominator = "Children with at least one"
direction = "decrease"
target = ""
headline = "month"
breakdowns.quarter = [["age_band"], ["sex"], ["missing_from"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE looked-after children statistics (missing more than once)"
fields = ["missing_episode.start_at"]
caveat = """
An episode that both the police and the authority recorded under different references counts twice. The longer the \
period, the more children repeat in it: a month's share never compares with a year's. DfE's own figure is for \
looked-after children over a year."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, period_kind, counted_on, child_ref as unit, again as numerator
from missing_child
