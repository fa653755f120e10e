/* Every row is one time on the list, so the decision was to accept.
[from]
spell_ref = ["child_ref"]
decision = ["added_date"]
*/
select
    la_code,
    coalesce(spell_ref, child_ref || '-' || strftime(added_date, '%Y%m%d')) as spell_ref,
    child_ref, referral_date, referral_source, 'ACCEPTED' as decision, added_date, removed_date, removal_reason,
    screening_tool, screening_tool_date, how_safe, how_safe_date, case_mapping, case_mapping_date,
    file_id, row_number, added_date as window_date
from accepted
