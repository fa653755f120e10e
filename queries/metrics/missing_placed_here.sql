/*
ids = ["G10"]
title = "Missing episodes of other areas' children"
question = "How often do children whom other areas placed here go missing?"
definition = """
Missing episodes started in the period of a child whom another authority placed in this one. They are part of all \
missing episodes."""
why = "The placing authority is responsible, but the danger is here, and local police and groups carry the work."
kind = "count"
time = "flow"
unit = "episodes"
numerator = "Missing episodes of children placed here by another authority"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "missing_episodes"
protect = true
outputs = ["strategic", "assurance"]
source = "DfE statutory guidance on children who run away or go missing (2014)"
fields = ["missing_episode.start_at", "missing_episode.placed_by_la"]
caveat = """
A blank is taken as the authority's own child. A child of one Tees authority placed in another may be in both their \
files."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, started_on as counted_on, episode_ref as unit
from missing
where placed_by_la is not null and placed_by_la <> la_code
