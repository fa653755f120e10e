/* A child who is often missing, at the end of a month: one row per child and month end with at least the local number
   of missing episodes in the local number of days up to it (shipped: 3 in 90). Such a child has that many episodes in
   a row, the first and the last of them within the days; few have even two so close, so few are looked at further. */
with rule as (
    select d.la_code, cast(d.number as integer) as days,
           cast(case when k.number < 1 then 1 else k.number end as integer) as episodes,
           greatest(d.valid_from, k.valid_from) as valid_from, least(d.valid_to, k.valid_to) as valid_to
    from setting as d
    join setting as k on k.la_code = d.la_code and k.name = 'repeat_episodes'
    where d.name = 'repeat_days'
),
close_by as (
    select m.la_code, m.child_ref, m.nth - r.episodes + 1 as first_nth, m.started_on as last_on, r.days, r.valid_from,
           r.valid_to
    from missing_in_order as m
    join rule as r on r.la_code = m.la_code
    where r.episodes = 1 or days_between(m.before_on, m.started_on) < r.days
),
stretch as (
    select distinct l.la_code, l.child_ref, f.started_on as first_on, l.last_on, l.days, l.valid_from, l.valid_to
    from close_by as l
    join missing_in_order as f on f.la_code = l.la_code and f.child_ref = l.child_ref and f.nth = l.first_nth
    where days_between(f.started_on, l.last_on) < l.days
)
select distinct r.la_code, c.period_end as counted_on, r.child_ref
from stretch as r
join calendar as c
    on c.period_kind = 'month' and c.period_end >= r.last_on and c.period_end < day_add(r.first_on, r.days)
    and c.period_end between r.valid_from and r.valid_to
