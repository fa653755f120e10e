/* Findings of audits; never replaced by a window.
[from]
*/
select
    la_code, audit_ref, note, theme,
    file_id, row_number, null as window_date
from accepted
