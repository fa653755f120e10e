/* Meetings as the administrator lists them.
[from]
*/
select
    la_code, meeting_ref, meeting_type, planned_date, held_date, papers_sent_date, minutes_sent_date,
    task_group, chair_present, deputy_chair_present, members_present_n,
    file_id, row_number, planned_date as window_date
from accepted
