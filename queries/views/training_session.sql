/* A training session: one row each, from its rows per organisation. */
select la_code, session_ref, min(planned_date) as planned_date, max(held_date) as held_date
from training
where planned_date is not null
group by la_code, session_ref
