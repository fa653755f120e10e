/* Actions as the administrator lists them.
[from]
*/
select
    la_code, action_ref, origin, owner_org, raised_date, due_date, completed_date, status, theme,
    file_id, row_number, raised_date as window_date
from accepted
