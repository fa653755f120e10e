/* A missing episode (type M; away from placement is never added in): one row per episode. */
select la_code, episode_ref, child_ref, start_at, end_at, coalesce(time_known, false) as time_known,
       missing_from, police_risk, sex, age_band, placement_out_of_area, placed_by_la, source,
       cast(start_at as date) as started_on, cast(end_at as date) as ended_on
from missing_episode
where episode_type = 'M' and start_at is not null
