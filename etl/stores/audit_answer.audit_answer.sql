/* Answers of audits; never replaced by a window.
[from]
*/
select
    la_code, audit_ref, question_code, answer,
    file_id, row_number, null as window_date
from accepted
