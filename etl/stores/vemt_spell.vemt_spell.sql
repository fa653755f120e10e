/* Referrals and times on the list; without a decision, a date added says that it was accepted.
[from]
decision = ["decision", "added_date"]
screening_tool_date = ["screening_tool"]
how_safe_date = ["how_safe"]
case_mapping_date = ["case_mapping"]
*/
select
    la_code, spell_ref, child_ref, referral_date, referral_source, first_vpg_date,
    coalesce(decision, case when added_date is not null then 'ACCEPTED' else 'PENDING' end) as decision,
    referral_outcome, added_date, removed_date, removal_reason,
    screening_tool, screening_tool_date, tool_with_child, tool_with_parent, closure_tool_date,
    how_safe, how_safe_date, case_mapping, case_mapping_date, peers_n, places_n, perpetrators_n,
    serious_risk_flag, domestic_abuse_flag,
    file_id, row_number, coalesce(added_date, referral_date) as window_date
from accepted
