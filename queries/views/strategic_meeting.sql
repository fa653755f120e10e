/* A meeting of the strategic group that was held: one row each, with whether the chair or the deputy chair was
   there and how many others. The meeting's own figures are taken where they are given, else the attendance of the
   seats: a deputy who comes for the chair's seat stands for the chair. */
with seats as (
    select la_code, meeting_ref,
           sum(case when seat_role in ('CHAIR', 'DEPUTY_CHAIR') and anyone then 1 else 0 end) as leads,
           sum(case when coalesce(seat_role, 'MEMBER') = 'MEMBER' and anyone then 1 else 0 end) as others,
           count(anyone) as recorded_seats
    from seat_meeting
    where meeting_type = 'STRATEGIC'
    group by la_code, meeting_ref
)
select m.la_code, m.meeting_ref, m.held_date, m.minutes_sent_date,
       case when m.chair_present or m.deputy_chair_present then true
            when m.chair_present is not null or m.deputy_chair_present is not null then false
            when s.recorded_seats > 0 then s.leads > 0 end as led,
       -- chair and deputy chair both there: one of them counts among the others
       case when m.members_present_n is not null
                then m.members_present_n + case when m.chair_present and m.deputy_chair_present then 1 else 0 end
            when s.recorded_seats > 0 then s.others
                + greatest(s.leads, case when m.chair_present and m.deputy_chair_present then 2 else 1 end) - 1
            end as others
from meeting as m
left join seats as s on s.la_code = m.la_code and s.meeting_ref = m.meeting_ref
where m.meeting_type = 'STRATEGIC' and m.held_date is not null
