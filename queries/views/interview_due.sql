/* A return home interview that fell due: one row per ended missing episode of a child for whom one must be offered.
   Left out: a child aged 18 or placed elsewhere, unless (placed elsewhere) the interview was held all the same. */
select la_code, episode_ref, child_ref, missing_from, end_at, ended_on, due_on, completed_at, timed, completed, unknown,
       offered, accepted, not_offered_reason, declined_reason
from interview
where coalesce(age_band, '') <> '18+' and (completed or not out_of_scope)
