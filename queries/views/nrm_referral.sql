/* A referral to the National Referral Mechanism with its decisions so far: one row per time on the list, as a spell has
   one such pathway. A referral without a decision on reasonable grounds is pending. (No coalesce: duckdb 2.0.0 stops at
   its filter with the dates where a warehouse holds no such decision at all.) */
select p.la_code, p.spell_ref, p.referred_date, p.joint_with_police, p.county_lines, p.exploitation_types,
       p.devolved_panel, p.rg_date, p.cg_date,
       case when p.rg_outcome is not null then p.rg_outcome when p.rg_date is null then 'PENDING' end as rg_outcome,
       case when p.cg_outcome is not null then p.cg_outcome when p.cg_date is null then 'PENDING' end as cg_outcome
from pathway as p
where p.route = 'NRM' and p.referred_date is not null and coalesce(p.referred, true)
