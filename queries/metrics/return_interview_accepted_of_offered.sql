/*
ids = ["G12"]
title = "Return interviews accepted, of those offered"
question = "When an interview is offered, is it accepted?"
definition = """
Return interviews accepted, as a share of those offered, for episodes whose 72 hours ran out in the period."""
why = "It parts the refusals of children from the failure to offer."
kind = "ratio"
time = "flow"
unit = "episodes"
numerator = "return_interview_accepted.yes"
denominator = "return_interview_offered.yes"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance (2014); SSD missing, interview accepted"
fields = ["missing_episode.end_at", "return_interview.accepted", "return_interview.offered"]
caveat = "An offer without a recorded answer is in the lower part only."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
