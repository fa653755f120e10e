/*
ids = ["G10"]
title = "Missing from 20 miles away or more"
question = "How often do children go missing from placements far from home?"
definition = """
Of the missing episodes from care, the share of a child whose placement on that day was 20 miles or more from home. \
Not recorded: no placement with a distance is held for the day."""
why = "A child placed far from home is harder to keep safe and to find."
kind = "share"
of = "missing_from_care"
time = "flow"
unit = "episodes"
numerator = "Missing episodes from a placement 20 miles or more from home"
denominator = "Missing episodes from care started in the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "assurance"]
source = "Looked-after children return (SSDA903), distance from home"
fields = [
    "missing_episode.start_at",
    "missing_episode.missing_from",
    "care_period.start_date",
    "care_period.over_20_miles",
]
caveat = """
The day on which a placement ends is still a day in it. On a day on which a child moved, the placement that began \
last, of those with a distance, is taken."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with placed as (
    select m.la_code, m.episode_ref, max_by(p.over_20_miles, p.start_date) as far
    from missing as m
    join care_period as p
        on p.la_code = m.la_code and p.child_ref = m.child_ref and p.start_date <= m.started_on
        and (p.end_date is null or p.end_date >= m.started_on)
    where p.over_20_miles is not null
    group by m.la_code, m.episode_ref
)
select m.la_code, m.started_on as counted_on, m.episode_ref as unit, p.far as numerator
from missing as m
left join placed as p on p.la_code = m.la_code and p.episode_ref = m.episode_ref
where m.missing_from in ('CARE_FOSTER', 'CARE_RESIDENTIAL', 'CARE_SUPPORTED')
