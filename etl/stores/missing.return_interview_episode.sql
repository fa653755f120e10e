/* Which episode each interview is about: the flat file has one row for both.
requires = ["rhi_offered", "rhi_accepted", "rhi_completed_at", "not_offered_reason"]
[from]
rhi_ref = ["rhi_offered", "rhi_accepted", "rhi_completed_at", "not_offered_reason"]
episode_ref = ["rhi_offered", "rhi_accepted", "rhi_completed_at", "not_offered_reason"]
*/
with named as (
    select
        *,
        coalesce(
            episode_ref,
            child_ref || '-' || strftime(start_at, '%Y%m%d') || case when start_at_has_time then strftime(start_at, '%H%M') else '' end
                || case source when 'POLICE' then '-P' when 'AUTHORITY' then '-A' else '' end
        ) as episode
    from accepted
)
select
    la_code, episode || '-R' as rhi_ref, episode as episode_ref,
    file_id, row_number, start_at as window_date
from named
where coalesce(rhi_offered, rhi_accepted, not_offered_reason) is not null or rhi_completed_at is not null
