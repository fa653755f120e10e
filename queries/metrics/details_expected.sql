/*
ids = ["M1"]
title = "Details that records should have"
question = "What should be filled in?"
definition = """
For each time on the list of a child for whom the authority is responsible, each review and each missing episode in \
the period: the details that many figures rest on, where the authority's files have a column for them."""
why = "It is what details filled in are held against."
kind = "count"
time = "flow"
unit = "details"
numerator = "Details of records in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["record_field"]]
settle = 0
protect = true
outputs = ["quality"]
source = "The load itself"
fields = ["*"]
caveat = """
A column that an authority does not send is not counted as blank: see what was supplied. Details of the child count \
at the day of being added, the reason for removal at the day of removal."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, unit, record_field
from detail
