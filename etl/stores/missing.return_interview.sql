/* One offer of an interview per episode, where the file says anything about one.
requires = ["rhi_offered", "rhi_accepted", "rhi_completed_at", "not_offered_reason"]
[from]
rhi_ref = ["rhi_offered", "rhi_accepted", "rhi_completed_at", "not_offered_reason"]
offered = ["rhi_offered"]
accepted = ["rhi_accepted"]
completed_at = ["rhi_completed_at"]
completed_time_known = ["rhi_completed_at"]
*/
select
    la_code,
    coalesce(
        episode_ref,
        child_ref || '-' || strftime(start_at, '%Y%m%d') || case when start_at_has_time then strftime(start_at, '%H%M') else '' end
            || case source when 'POLICE' then '-P' when 'AUTHORITY' then '-A' else '' end
    ) || '-R' as rhi_ref,
    rhi_offered as offered, rhi_accepted as accepted, rhi_completed_at as completed_at,
    rhi_completed_at_has_time as completed_time_known, not_offered_reason, declined_reason,
    file_id, row_number, start_at as window_date
from accepted
where coalesce(rhi_offered, rhi_accepted, not_offered_reason) is not null or rhi_completed_at is not null
