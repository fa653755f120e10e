/* Documents and reviews due; never replaced by a window.
[from]
*/
select
    la_code, document_ref, document_type, review_due_date, reviewed_date,
    file_id, row_number, null as window_date
from accepted
