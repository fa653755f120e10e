/* A child open at the end of a month whose latest rating is Low: one row per child and month end, with the first of the
   Low ratings that followed each other up to then. */
with rated as (
    select o.la_code, o.child_ref, o.counted_on, r.review_date, r.risk,
           max(case when r.risk <> 'LOW' then r.review_date end) over (
               partition by o.la_code, o.child_ref, o.counted_on
           ) as last_higher
    from open_spell as o
    join vemt_review as r
        on r.la_code = o.la_code and r.spell_ref = o.spell_ref and r.review_date <= o.counted_on
    where o.risk = 'LOW' and r.risk is not null
)
select la_code, child_ref, counted_on, min(review_date) as low_since
from rated
where last_higher is null or review_date > last_higher
group by la_code, child_ref, counted_on
