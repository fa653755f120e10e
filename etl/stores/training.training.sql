/* Training by session and organisation.
[from]
*/
select
    la_code, session_ref, agency, planned_date, held_date, attendees_n,
    file_id, row_number, planned_date as window_date
from accepted
