/* A removal from the list: one row per spell that ended, with its first and last rating of risk on or before that day
   and how many ratings there were. */
with rated as (
    select s.la_code, s.spell_ref, count(*) as ratings, min_by(r.risk, r.review_date) as first_risk,
           max_by(r.risk, r.review_date) as risk
    from spell as s
    join vemt_review as r
        on r.la_code = s.la_code and r.spell_ref = s.spell_ref and r.review_date <= s.removed_date
    where r.risk is not null
    group by s.la_code, s.spell_ref
)
select s.*, coalesce(r.ratings, 0) as ratings, r.first_risk, r.risk
from spell as s
left join rated as r on r.la_code = s.la_code and r.spell_ref = s.spell_ref
where s.removed_date is not null
