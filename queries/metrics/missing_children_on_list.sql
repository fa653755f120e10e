/*
ids = ["G18"]
title = "Missing children who were on the list"
question = "How many missing children did the VPG already know?"
definition = """
Of the children missing in the period, the share who were open on the VEMT list at the start of at least one of the \
episodes that started in it."""
why = "It shows how far going missing and being on the list go together."
kind = "share"
of = "children_missing"
time = "flow"
unit = "children"
numerator = "Missing children open on the list when an episode began"
denominator = "Different children with a missing episode started in the period"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 3"
fields = ["missing_episode.start_at", "vemt_spell.added_date", "vemt_spell.removed_date"]
caveat = """
Children are matched by the authority's own pseudonym: two files with different keys would make every child look \
unlisted. A higher share is neither good nor bad."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with listed as (
    select distinct m.la_code, m.child_ref, c.period_kind, c.period_start
    from missing as m
    join spell as s
        on s.la_code = m.la_code and s.child_ref = m.child_ref and s.added_date <= m.started_on
        and (s.removed_date is null or s.removed_date > m.started_on)
    join calendar as c on m.started_on between c.period_start and c.period_end
)
select x.la_code, x.period_kind, x.counted_on, x.child_ref as unit, l.child_ref is not null as numerator
from missing_child as x
join calendar as c on c.period_kind = x.period_kind and x.counted_on between c.period_start and c.period_end
left join listed as l
    on l.la_code = x.la_code and l.child_ref = x.child_ref and l.period_kind = c.period_kind
    and l.period_start = c.period_start
