/*
ids = ["G3"]
title = "Away from placement"
question = "How often are looked-after children away without permission?"
definition = """
Times away from placement without authorisation that started in the period. The child's whereabouts were known: this \
is not missing, and it is never added to missing."""
why = "Time away can be an early sign. The Tees protocol does not count it as missing, so it stands apart."
kind = "count"
time = "flow"
unit = "episodes"
numerator = "Episodes away that started in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "Looked-after children return (SSDA903), code A; Tees missing protocol"
fields = ["missing_episode.start_at", "missing_episode.episode_type"]
caveat = """
Some authorities record few or none of these: a low figure may be a habit of recording. DfE warns against comparing \
authorities."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, started_on as counted_on, episode_ref as unit
from away
