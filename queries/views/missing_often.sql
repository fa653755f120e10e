/* A child who is often missing, at the end of a month: one row per child and month end with at least the local number
   of missing episodes in the local number of days up to it (shipped: 3 in 90). */
select m.la_code, c.period_end as counted_on, m.child_ref
from calendar as c
join setting as d on d.name = 'repeat_days' and c.period_end between d.valid_from and d.valid_to
join setting as k
    on k.name = 'repeat_episodes' and k.la_code = d.la_code and c.period_end between k.valid_from and k.valid_to
join missing as m
    on m.la_code = d.la_code and m.started_on <= c.period_end and days_between(m.started_on, c.period_end) < d.number
where c.period_kind = 'month'
group by m.la_code, c.period_end, m.child_ref
having count(*) >= max(k.number)
