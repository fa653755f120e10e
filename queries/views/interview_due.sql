/* A return home interview that fell due: one row per ended missing episode of a child for whom one must be offered,
   with the first interview held on or after the day of return (several episodes may share one interview). Left out:
   a child aged 18 or placed elsewhere, unless the interview was held all the same. */
with returned as (
    select la_code, episode_ref, missing_from, end_at, ended_on, time_known
    from missing
    where end_at is not null and coalesce(age_band, '') <> '18+'
),
interview as (
    select e.la_code, e.episode_ref, i.completed_at, coalesce(i.completed_time_known, false) as completed_time_known,
           i.offered, i.accepted, i.not_offered_reason,
           coalesce(cast(i.completed_at as date) between e.ended_on and a.as_at, false) as held
    from returned as e
    join return_interview_episode as l on l.la_code = e.la_code and l.episode_ref = e.episode_ref
    join return_interview as i on i.la_code = l.la_code and i.rhi_ref = l.rhi_ref
    cross join as_at as a
),
first_held as (
    select la_code, episode_ref,
           min(completed_at) filter (where held) as completed_at,
           min_by(completed_time_known, completed_at) filter (where held) as completed_time_known,
           max(case when not_offered_reason in ('AGED_18', 'PLACED_ELSEWHERE') then 1 else 0 end) as out_of_scope,
           max(case when offered = 'U' or accepted = 'U' then 1 else 0 end) as unknown
    from interview
    group by la_code, episode_ref
)
select e.la_code, e.episode_ref, e.missing_from, e.end_at, e.ended_on, day_add(e.ended_on, 3) as due_on,
       f.completed_at, e.time_known and f.completed_time_known as timed,
       f.completed_at is not null as completed,
       f.completed_at is null and coalesce(f.unknown, 0) = 1 as unknown
from returned as e
left join first_held as f on f.la_code = e.la_code and f.episode_ref = e.episode_ref
where f.completed_at is not null or coalesce(f.out_of_scope, 0) = 0
