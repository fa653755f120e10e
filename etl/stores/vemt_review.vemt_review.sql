/* Reviews and discussions.
[from]
*/
select
    la_code, spell_ref, child_ref, review_date, meeting_type, category, exploitation_types, risk,
    file_id, row_number, review_date as window_date
from accepted
