/* A child looked after at any time in a quarter or year: one row per child and period, with the last placement that
   began by its end. A placement that ended on a day does not hold on that day. */
with placed as (
    select c.period_kind, c.period_start, c.period_end, p.la_code, p.child_ref, p.placement,
           row_number() over (
               partition by c.period_kind, c.period_start, p.la_code, p.child_ref order by p.start_date desc
           ) as nth_last
    from care_period as p
    join calendar as c
        on c.period_kind <> 'month' and p.start_date <= c.period_end
        and (p.end_date is null or p.end_date > c.period_start)
)
select la_code, period_kind, period_start, period_end, child_ref, placement
from placed
where nth_last = 1
