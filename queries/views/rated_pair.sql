/* Two ratings of risk that follow each other in one spell: one row per later rating. A review without a rating is a
   discussion and stands between no pair. */
select la_code, spell_ref, review_date, risk_before, rated as risk
from review_span
where rated is not null and risk_before is not null
