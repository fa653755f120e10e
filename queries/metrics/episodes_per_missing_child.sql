/*
ids = ["G6"]
title = "Episodes for each missing child"
question = "How often does each missing child go?"
definition = "Missing episodes started in the period, divided by the different children missing in it."
why = "It tells many children once from few children often."
kind = "ratio"
time = "flow"
unit = "episodes"
numerator = "missing_episodes"
denominator = "children_missing"
direction = "neutral"
target = ""
headline = "month"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "assurance"]
source = "DfE looked-after children statistics (average per missing child)"
fields = ["missing_episode.start_at"]
caveat = """
The longer the period, the higher: never set a month beside a year. DfE's own figure is for looked-after children \
over a year, so it is no comparison for all children."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
