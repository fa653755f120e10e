/* A child missing in a period: one row per child and month, quarter or year in which an episode began, described as
   at the last of those episodes. */
with placed as (
    select c.period_kind, c.period_start, m.*,
           row_number() over (
               partition by c.period_kind, c.period_start, m.la_code, m.child_ref
               order by m.start_at desc, m.episode_ref desc
           ) as nth_last,
           count(*) over (partition by c.period_kind, c.period_start, m.la_code, m.child_ref) as episodes
    from missing as m
    join calendar as c on m.started_on between c.period_start and c.period_end
)
select la_code, period_kind, started_on as counted_on, child_ref, episodes, missing_from, sex, age_band
from placed
where nth_last = 1
