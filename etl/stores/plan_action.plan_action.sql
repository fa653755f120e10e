/* Lines of the action plan; never replaced by a window.
[from]
*/
select
    la_code, plan_ref, theme, task_group, due_date, status, updated_date,
    file_id, row_number, null as window_date
from accepted
