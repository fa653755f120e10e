/* Who came, by seat; never replaced by a window.
[from]
*/
select
    la_code, meeting_ref, seat_ref, member_present, deputy_present, apology,
    file_id, row_number, null as window_date
from accepted
