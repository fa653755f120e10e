/* A seat that was expected at a meeting that was held: one row per held meeting and seat of its group valid on
   the day (minute takers left out). There is one strategic group, so a seat or a meeting of it counts under
   whichever code it was handed in; other groups are each authority's own. Attendance is of the meeting under its own
   code; where there is none of that reference, it may stand under the code of the seat or of the whole partnership.
   seat: its reference, after its code where that is not the meeting's. member: the member came; anyone: the member
   or a deputy came. Null: nothing recorded. */
with expected as (
    select m.la_code, m.meeting_ref, m.meeting_type, m.held_date, s.la_code as seat_la, s.seat_ref, s.organisation,
           s.seat_role
    from meeting as m
    join seat as s
        on s.meeting_type = m.meeting_type and (s.la_code = m.la_code or m.meeting_type = 'STRATEGIC')
        and s.valid_from <= m.held_date and (s.valid_to is null or s.valid_to >= m.held_date)
        and coalesce(s.seat_role, 'MEMBER') <> 'MINUTES'
    where m.held_date is not null
),
came as (
    select e.la_code, e.meeting_ref, e.seat_la, e.seat_ref, max(case when a.member_present then 1 else 0 end) as member,
           max(case when a.deputy_present then 1 else 0 end) as deputy,
           count(a.member_present) + count(a.deputy_present) + count(a.apology) as written
    from expected as e
    join attendance as a
        on a.meeting_ref = e.meeting_ref and a.seat_ref = e.seat_ref and a.la_code in (e.la_code, e.seat_la, 'TEES')
    left join meeting as own on own.la_code = a.la_code and own.meeting_ref = a.meeting_ref
    where a.la_code = e.la_code or own.meeting_ref is null
    group by e.la_code, e.meeting_ref, e.seat_la, e.seat_ref
)
select e.la_code, e.meeting_ref, e.meeting_type, e.held_date, e.seat_la, e.seat_ref,
       case when e.seat_la = e.la_code then e.seat_ref else concat(e.seat_la, ':', e.seat_ref) end as seat,
       e.organisation, e.seat_role,
       case when c.written > 0 then c.member = 1 end as member,
       case when c.written > 0 then c.member = 1 or c.deputy = 1 end as anyone
from expected as e
left join came as c
    on c.la_code = e.la_code and c.meeting_ref = e.meeting_ref and c.seat_la = e.seat_la and c.seat_ref = e.seat_ref
