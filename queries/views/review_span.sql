/* A review with the ratings in force from its day until the next review of the same time on the list: one row per
   review, with its own rating of risk (rated) and the one in force before it (risk_before). One without a rating is a
   discussion, so the latest one that has a rating counts. */
select la_code, spell_ref, review_date, risk as rated,
       lead(review_date) over (partition by la_code, spell_ref order by review_date asc) as next_review,
       max_by(risk, case when risk is not null then review_date end)
           over (partition by la_code, spell_ref order by review_date asc) as risk,
       max_by(risk, case when risk is not null then review_date end)
           over (partition by la_code, spell_ref order by review_date asc
                 rows between unbounded preceding and 1 preceding) as risk_before,
       max_by(category, case when category is not null then review_date end)
           over (partition by la_code, spell_ref order by review_date asc) as category,
       max_by(exploitation_types, case when exploitation_types is not null then review_date end)
           over (partition by la_code, spell_ref order by review_date asc) as exploitation_types
from vemt_review
where review_date is not null
