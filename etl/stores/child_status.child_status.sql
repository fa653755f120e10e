/* Dated status of children.
[from]
*/
select
    la_code, child_ref, start_date, end_date, care_status, lives_out_of_area,
    file_id, row_number, start_date as window_date
from accepted
