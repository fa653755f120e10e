/*
ids = ["G4"]
title = "Episodes still open"
question = "Who is still missing at the end of the period?"
definition = """
Missing episodes that had begun and not ended at the end of the last day of the period, by how long they had lasted \
then. An episode that ended on that day is not open."""
why = """
A child missing for more than a day, or a week, is in danger now; an old open episode may also be a return that \
nobody wrote down."""
kind = "count"
time = "stock"
unit = "episodes"
numerator = "Missing episodes open at the end of the period"
denominator = "None"
direction = "decrease"
target = ""
headline = "month"
breakdowns.quarter = [["duration"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "Looked-after children return (SSDA903), rules 576 and 577"
fields = ["missing_episode.start_at", "missing_episode.end_at"]
caveat = """
Where only the date is recorded, the time missing is taken from the start of that day, so it may be up to a day too \
long."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select m.la_code, c.period_end as counted_on, m.episode_ref as unit,
       duration_of(hours_between(m.start_at, day_add(c.period_end, 1))) as duration
from missing as m
join calendar as c
    on c.period_kind = 'month' and m.started_on <= c.period_end and (m.ended_on is null or m.ended_on > c.period_end)
