/* Seats of the groups; never replaced by a window.
[from]
*/
select
    la_code, seat_ref, meeting_type, organisation, seat_role, valid_from, valid_to,
    file_id, row_number, null as window_date
from accepted
