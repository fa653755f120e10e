/* A referral to the National Referral Mechanism with its decisions so far: one row per time on the list, as a spell has
   one such pathway. A referral without a decision on reasonable grounds is pending. */
select p.la_code, p.spell_ref, p.referred_date, p.joint_with_police, p.county_lines, p.exploitation_types,
       p.devolved_panel, p.rg_date, p.cg_date,
       coalesce(p.rg_outcome, case when p.rg_date is null then 'PENDING' end) as rg_outcome,
       coalesce(p.cg_outcome, case when p.cg_date is null then 'PENDING' end) as cg_outcome
from pathway as p
where p.route = 'NRM' and p.referred_date is not null and coalesce(p.referred, true)
