/* A return home interview that fell due: one row per ended missing episode of a child for whom one must be offered.
   Left out: a young person aged 18 at the time, and one for whom age or another placement is the reason why there was no
   offer, unless an interview was held all the same. */
select la_code, episode_ref, child_ref, missing_from, end_at, ended_on, due_on, completed_at, completed, closeness,
       unknown, offered, accepted, declined, not_offered_reason, declined_reason
from interview
where coalesce(age_band, '') <> '18+' and (completed or not out_of_scope)
