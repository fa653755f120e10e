/* A line of the action plan at the end of a month: one row per line and month end. The plan is held as it stands now:
   before a line's last update its status is not known. A line that is past its date and not done is overdue. */
select p.la_code, c.period_end as counted_on, p.plan_ref, p.theme, p.task_group, p.updated_date,
       case when p.updated_date > c.period_end then null
            when p.status <> 'DONE' and p.due_date < c.period_end then 'OVERDUE' else p.status end as plan_status
from plan_action as p
join calendar as c on c.period_kind = 'month'
