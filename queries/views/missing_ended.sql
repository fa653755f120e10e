/* A missing episode that ended with both clock times known: one row per episode, with its length in hours. */
select la_code, episode_ref, ended_on, missing_from, hours_between(start_at, end_at) as hours
from missing
where time_known and end_at is not null and end_at >= start_at
