/* A child's missing episodes in order, each numbered and beside the days on which the one before and the one after it
   began: one row per episode. */
select la_code, child_ref, started_on, missing_from, sex, age_band,
       row_number() over (partition by la_code, child_ref order by start_at asc, episode_ref asc) as nth,
       lag(started_on) over (partition by la_code, child_ref order by start_at asc, episode_ref asc) as before_on,
       lead(started_on) over (partition by la_code, child_ref order by start_at asc, episode_ref asc) as next_on
from missing
