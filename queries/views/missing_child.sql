/* A child missing in a period: one row per child and month, quarter or year in which an episode began, described as
   at the last of those episodes. again: another one began before it in the same period. */
select m.la_code, c.period_kind, m.started_on as counted_on, m.child_ref,
       coalesce(m.before_on >= c.period_start, false) as again, m.missing_from, m.sex, m.age_band
from missing_in_order as m
join calendar_day as c on c.day = m.started_on
where m.next_on is null or m.next_on > c.period_end
