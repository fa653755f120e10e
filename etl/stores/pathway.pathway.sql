/* Pathways; a decision or a date says whether there was a referral, and a referral was considered.
[from]
considered = ["considered"]
referred = ["decision", "referred_date"]
*/
select
    la_code, spell_ref, route,
    coalesce(considered, case when decision is not null or referred_date is not null then true end) as considered,
    considered_date, decision, not_referred_reason,
    coalesce(decision = 'REFERRED', case when referred_date is not null then true when not considered then false end) as referred,
    referred_date, joint_with_police, exploitation_types, county_lines,
    rg_outcome, rg_date, cg_outcome, cg_date, devolved_panel, outcome,
    file_id, row_number, null as window_date
from accepted
