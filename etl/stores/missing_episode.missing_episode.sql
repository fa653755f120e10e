/* Episodes; both clock times are known where both cells have one and the file does not deny it.
[from]
episode_type = ["start_at"]
time_known = ["start_at"]
*/
select
    la_code, episode_ref, child_ref, coalesce(episode_type, 'M') as episode_type, start_at, end_at,
    coalesce(start_at_has_time and end_at_has_time, false) and coalesce(time_known, true) as time_known,
    missing_from, placement_out_of_area, placed_by_la, police_reported, police_risk, found_area, source, sex, age_band,
    file_id, row_number, start_at as window_date
from accepted
