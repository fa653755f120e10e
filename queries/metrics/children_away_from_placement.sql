/*
ids = ["G3"]
title = "Children away from placement"
question = "How many children were away without permission?"
definition = """
Different children with at least one time away from placement without authorisation that started in the period. \
Missing episodes are not counted."""
why = "It tells whether time away is a few children often, or many."
kind = "count"
time = "flow"
unit = "children"
numerator = "Different children with a time away that started in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
distinct_of = "away_from_placement"
protect = true
outputs = ["quarterly", "assurance"]
source = "Looked-after children return (SSDA903), code A; Tees missing protocol"
fields = ["missing_episode.start_at", "missing_episode.episode_type"]
caveat = """
The partnership and Tees figures are the sums of the authorities: a child known to two authorities counts in each. \
Quarters do not add up to the year."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select a.la_code, c.period_kind, max(a.started_on) as counted_on, a.child_ref as unit
from away as a
join calendar as c on a.started_on between c.period_start and c.period_end
group by a.la_code, c.period_kind, c.period_start, a.child_ref
