/* One row per episode; its reference is made from child, start and whose record it is where none is given.
[from]
episode_ref = ["child_ref"]
episode_type = ["start_at"]
time_known = ["start_at"]
*/
select
    la_code,
    coalesce(
        episode_ref,
        child_ref || '-' || strftime(start_at, '%Y%m%d') || case when start_at_has_time then strftime(start_at, '%H%M') else '' end
            || case source when 'POLICE' then '-P' when 'AUTHORITY' then '-A' else '' end
    ) as episode_ref,
    child_ref, coalesce(episode_type, 'M') as episode_type, start_at, end_at,
    coalesce(start_at_has_time and end_at_has_time, false) as time_known,
    missing_from, placement_out_of_area, placed_by_la, police_reported, police_risk, found_area, source, sex, age_band,
    file_id, row_number, start_at as window_date
from accepted
