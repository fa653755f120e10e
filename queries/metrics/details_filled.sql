/*
ids = ["M1"]
title = "Details filled in"
question = "How complete are the records?"
definition = """
Of the details that records should have, the share that are filled in. A refusal to say is filled in; a blank is not."""
why = "What is blank cannot be counted, and may be a question that was never asked."
kind = "share"
of = "details_expected"
time = "flow"
unit = "details"
numerator = "Details that are not blank"
denominator = "Details of records in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["record_field"]]
settle = 0
protect = true
outputs = ["quality"]
source = "The load itself"
fields = ["*"]
caveat = "Filled in is not the same as right. A review without a rating is a discussion, and its risk is rightly blank."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, unit, filled as numerator
from detail
