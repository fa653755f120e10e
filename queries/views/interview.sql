/* The return home interview of an ended missing episode: one row per episode, with the first interview held on or
   after the day of return (several episodes may share one interview, and one may have several). closeness: 2 where one
   of them was surely within 72 hours, 1 where dates alone cannot tell, 0 where none was. offered and accepted are null
   where no answer is recorded; an interview that was held was offered and accepted, and one that was not offered was
   not accepted. */
with returned as (
    select la_code, episode_ref, child_ref, missing_from, age_band, end_at, ended_on, time_known
    from missing
    where end_at is not null
),
answer as (
    select e.la_code, e.episode_ref, i.completed_at, i.offered, i.accepted, i.not_offered_reason, i.declined_reason,
           case when e.time_known and coalesce(i.completed_time_known, false)
                    then case when hours_between(e.end_at, i.completed_at) <= 72 then 2 else 0 end
                when days_between(e.end_at, i.completed_at) <= 2 then 2
                when days_between(e.end_at, i.completed_at) = 3 then 1
                else 0 end as closeness,
           coalesce(cast(i.completed_at as date) between e.ended_on and a.as_at, false) as held
    from returned as e
    join return_interview_episode as l on l.la_code = e.la_code and l.episode_ref = e.episode_ref
    join return_interview as i on i.la_code = l.la_code and i.rhi_ref = l.rhi_ref
    cross join as_at as a
),
summed as (
    select la_code, episode_ref,
           min(completed_at) filter (where held) as completed_at,
           max(closeness) filter (where held) as closeness,
           max(case when held or offered = 'Y' or accepted = 'Y' then 1 else 0 end) as was_offered,
           max(case when offered = 'N' or not_offered_reason is not null then 1 else 0 end) as was_not_offered,
           max(case when held or accepted = 'Y' then 1 else 0 end) as was_accepted,
           max(case when accepted = 'N' or declined_reason is not null then 1 else 0 end) as was_declined,
           max(case when not_offered_reason in ('AGED_18', 'PLACED_ELSEWHERE') then 1 else 0 end) as out_of_scope,
           max(case when offered = 'U' or accepted = 'U' then 1 else 0 end) as unknown,
           max(not_offered_reason) as not_offered_reason, max(declined_reason) as declined_reason
    from answer
    group by la_code, episode_ref
)
select e.la_code, e.episode_ref, e.child_ref, e.missing_from, e.age_band, e.end_at, e.ended_on,
       day_add(e.ended_on, 3) as due_on, s.completed_at, s.completed_at is not null as completed,
       coalesce(s.closeness, 0) as closeness,
       s.completed_at is null and coalesce(s.unknown, 0) = 1 as unknown,
       coalesce(s.out_of_scope, 0) = 1 as out_of_scope,
       case when s.was_offered = 1 then true when s.was_not_offered = 1 then false end as offered,
       case when s.was_accepted = 1 then true
            when s.was_declined = 1 or (s.was_not_offered = 1 and s.was_offered = 0) then false end as accepted,
       coalesce(s.was_declined, 0) = 1 as declined, s.not_offered_reason, s.declined_reason
from returned as e
left join summed as s on s.la_code = e.la_code and s.episode_ref = e.episode_ref
