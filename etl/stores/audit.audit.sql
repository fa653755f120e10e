/* One row per audited spell or case.
[from]
*/
select
    la_code, audit_ref, spell_ref, agency, theme, grade, moderated, previous_audit_ref, audit_date,
    file_id, row_number, audit_date as window_date
from accepted
