/* A seat that was expected at a meeting that was held: one row per held meeting and seat of its group valid on the day
   (minute takers left out). member: the member came; anyone: the member or a deputy came. Null: nothing recorded. */
select m.la_code, m.meeting_ref, m.meeting_type, m.held_date, s.seat_ref, s.organisation, s.seat_role,
       case when a.member_present then true
            when a.member_present is null and a.deputy_present is null and a.apology is null then null
            else false end as member,
       case when a.member_present or a.deputy_present then true
            when a.member_present is null and a.deputy_present is null and a.apology is null then null
            else false end as anyone
from meeting as m
join seat as s
    on s.la_code = m.la_code and s.meeting_type = m.meeting_type and s.valid_from <= m.held_date
    and (s.valid_to is null or s.valid_to >= m.held_date) and coalesce(s.seat_role, 'MEMBER') <> 'MINUTES'
left join attendance as a
    on a.la_code = m.la_code and a.meeting_ref = m.meeting_ref and a.seat_ref = s.seat_ref
where m.held_date is not null
