/* A child on the list at the end of a month who is in category T or for whom trafficking is named: one row per child and
   month end, with how far the National Referral Mechanism was. Nothing recorded of it: not considered. */
select o.la_code, o.counted_on, o.child_ref, o.category,
       case when p.child_ref is null then false else p.considered end as considered,
       case when p.child_ref is null then false else p.referred end as referred
from open_spell as o
left join pathway_state as p
    on p.la_code = o.la_code and p.counted_on = o.counted_on and p.child_ref = o.child_ref and p.route = 'NRM'
where o.category = 'T' or concat('|', coalesce(o.exploitation_types, ''), '|') like '%|TRAFFICKING|%'
