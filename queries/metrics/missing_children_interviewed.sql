/*
ids = ["G16"]
title = "Missing children with an interview"
question = "How many missing children were heard at least once?"
definition = """
Of the children missing in the period, the share with a return interview held for at least one of the episodes that \
started in it."""
why = "A child may go often and be interviewed once: this counts children, not episodes."
kind = "share"
of = "children_missing"
time = "flow"
unit = "children"
numerator = "Children missing in the period with a return interview held"
denominator = "Different children with a missing episode started in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["assurance"]
source = "Asked for in freedom of information requests to authorities"
fields = ["missing_episode.start_at", "missing_episode.end_at", "return_interview.completed_at"]
caveat = """
Children still missing, or back for less than 72 hours, are in the lower part. The newest periods rise as late \
interviews are held."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with heard as (
    select distinct m.la_code, m.child_ref, c.period_kind, c.period_start
    from missing as m
    join interview as i on i.la_code = m.la_code and i.episode_ref = m.episode_ref and i.completed
    join calendar as c on m.started_on between c.period_start and c.period_end
)
select x.la_code, x.period_kind, x.counted_on, x.child_ref as unit, h.child_ref is not null as numerator
from missing_child as x
join calendar as c on c.period_kind = x.period_kind and x.counted_on between c.period_start and c.period_end
left join heard as h
    on h.la_code = x.la_code and h.child_ref = x.child_ref and h.period_kind = c.period_kind
    and h.period_start = c.period_start
