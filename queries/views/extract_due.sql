/* An extract that an authority was to send: one row per authority, expected extract and month (or quarter, on its
   last month), with whether the window of a loaded file covers the whole of it. Nothing was to be sent for months that
   end before anybody's first file begins: the partnership had not started then. */
with begun as (
    select min(period_from) as first_day
    from load_file
    where status = 'loaded'
),
due as (
    select a.la_code, x.extract, c.period_end,
           case when x.every = 'quarter' then month_add(c.period_start, -2) else c.period_start end as first_day
    from authority as a
    cross join expected_extract as x
    cross join begun as b
    join calendar as c
        on c.period_kind = 'month' and (x.every = 'month' or (x.every = 'quarter' and month(c.period_end) % 3 = 0))
    where c.period_end >= b.first_day
),
covered as (
    select distinct d.la_code, d.extract, d.period_end
    from due as d
    join load_file as f on f.la_code = d.la_code and f.extract = d.extract
    where f.status = 'loaded'
      and greatest(f.period_from, coalesce(f.complete_from, f.period_from)) <= d.first_day
      and f.period_to >= d.period_end
)
select d.la_code, d.period_end as counted_on,
       concat(d.la_code, ':', d.extract, ':', cast(d.period_end as string)) as unit,
       c.la_code is not null as received
from due as d
left join covered as c on c.la_code = d.la_code and c.extract = d.extract and c.period_end = d.period_end
