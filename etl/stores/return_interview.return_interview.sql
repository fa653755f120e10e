/* Interviews as their own file gives them.
[from]
completed_time_known = ["completed_at"]
*/
select
    la_code, rhi_ref, offered, accepted, completed_at, completed_at_has_time as completed_time_known,
    not_offered_reason, declined_reason,
    file_id, row_number, null as window_date
from accepted
