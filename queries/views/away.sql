/* A time away from placement without authorisation (type A), kept apart from missing: one row per episode. */
select la_code, episode_ref, child_ref, cast(start_at as date) as started_on
from missing_episode
where episode_type = 'A' and start_at is not null
