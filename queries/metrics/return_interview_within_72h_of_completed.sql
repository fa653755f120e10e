/*
ids = ["G14"]
title = "Return home interviews held that were within 72 hours"
question = "Of the return home interviews that were held, how many were within 72 hours?"
definition = """
Return interviews held within 72 hours of return, as a share of those held at any time, for episodes whose 72 hours \
ran out in the period."""
why = """
It stands beside the share of all interviews due, which falls when children refuse; this one tells of speed alone."""
kind = "ratio"
time = "flow"
unit = "episodes"
numerator = "return_interview_within_72h.yes"
denominator = "return_interview_completed.yes"
direction = "increase"
target = ""
headline = "month"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance (2014)"
fields = ["missing_episode.end_at", "return_interview.completed_at"]
caveat = """
Read it beside the share of all interviews due: it can be high where few are held. An interview for which it cannot \
be told (dates only, three days) is in the lower part only."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
