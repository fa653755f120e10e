/* A seat of the strategic group that was held through the twelve months up to the end of a quarter: one row per seat
   and quarter end, with how many of the group's meetings in those months the member, and the member or a deputy,
   came to, and whether it was as many as expected. */
with held as (
    select s.la_code, s.seat_ref, s.organisation, c.period_end as counted_on,
           month_add(day_add(c.period_end, 1), -12) as first_day
    from seat as s
    join calendar as c
        on c.period_kind = 'quarter' and s.valid_from <= month_add(day_add(c.period_end, 1), -12)
        and (s.valid_to is null or s.valid_to >= c.period_end)
    where s.meeting_type = 'STRATEGIC' and coalesce(s.seat_role, 'MEMBER') <> 'MINUTES'
)
select h.la_code, h.counted_on, h.seat_ref, h.organisation,
       sum(case when m.member then 1 else 0 end) >= max(e.number) as member_met,
       sum(case when m.anyone then 1 else 0 end) >= max(e.number) as anyone_met
from held as h
join setting as e
    on e.la_code = h.la_code and e.name = 'attendance_meetings' and h.counted_on between e.valid_from and e.valid_to
left join seat_meeting as m
    on m.meeting_type = 'STRATEGIC' and m.seat_la = h.la_code and m.seat_ref = h.seat_ref
    and m.held_date between h.first_day and h.counted_on
group by h.la_code, h.counted_on, h.seat_ref, h.organisation
