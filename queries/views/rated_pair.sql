/* Two ratings of risk that follow each other in one spell: one row per later rating. A review without a rating is a
   discussion and stands between no pair. */
with rated as (
    select la_code, spell_ref, review_date, risk,
           lag(risk) over (partition by la_code, spell_ref order by review_date asc) as risk_before
    from vemt_review
    where risk is not null and review_date is not null
)
select la_code, spell_ref, review_date, risk_before, risk
from rated
where risk_before is not null
