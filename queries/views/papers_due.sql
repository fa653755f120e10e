/* A held meeting of a kind that has a rule for its papers: one row each, with whether they went out in time. Weekly and
   monthly VPG count calendar days, the strategic group working days (bank holidays of England). */
with kind as (
    select 'WEEKLY_VPG' as meeting_type, 'notice_days_weekly_vpg' as name
    union all
    select 'MONTHLY_VPG' as meeting_type, 'notice_days_monthly_vpg' as name
    union all
    select 'STRATEGIC' as meeting_type, 'notice_working_days_strategic' as name
)
select m.la_code, m.meeting_ref, m.meeting_type, m.held_date,
       case when m.papers_sent_date is null then null
            when m.papers_sent_date > m.held_date then false
            when m.meeting_type = 'STRATEGIC' then h.nth - p.nth >= s.number
            else days_between(m.papers_sent_date, m.held_date) >= s.number end as on_time
from meeting as m
join kind as k on k.meeting_type = m.meeting_type
join setting as s on s.la_code = m.la_code and s.name = k.name and m.held_date between s.valid_from and s.valid_to
left join workday as h on h.day = m.held_date
left join workday as p on p.day = m.papers_sent_date
