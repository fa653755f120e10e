/*
ids = ["G2"]
title = "Records of missing episodes"
question = "Whose records are the missing episodes from?"
definition = """
Records of missing episodes that started in the period, by whose they are: the police's or the authority's."""
why = "The two should tell of the same children: it is what the matched records are held against."
kind = "count"
time = "flow"
unit = "records"
numerator = "Records of missing episodes started in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["source"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "The missing file: whose record each is"
fields = ["missing_episode.start_at", "missing_episode.source"]
caveat = "An authority that sends one merged list gives each episode one source, so nothing can be matched."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, started_on as counted_on, episode_ref as unit, recorded(source) as source
from missing_record
