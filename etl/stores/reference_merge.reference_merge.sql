/* Merged references; never replaced by a window.
[from]
*/
select
    la_code, old_ref, new_ref, merged_date,
    file_id, row_number, null as window_date
from accepted
