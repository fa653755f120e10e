/* An action of a VEMT practitioners group that was not cancelled: one row per action. `closed` is true when it is done,
   whether or not the date was written. */
select la_code, action_ref, owner_org, raised_date, due_date, completed_date,
       completed_date is not null or coalesce(status, '') = 'DONE' as closed
from action
where origin = 'VPG' and coalesce(status, 'OPEN') <> 'CANCELLED'
