/* A pathway that a child on the list asks for at the end of a month: one row per child, month end and route. MAPPA: the
   child is flagged as posing a serious risk; MARAC: domestic abuse is flagged; STAGES: a girl of 16 or more for whom
   sexual exploitation is named. */
with asked as (
    select o.la_code, o.counted_on, o.child_ref, t.route
    from open_spell as o
    join spell as s on s.la_code = o.la_code and s.spell_ref = o.spell_ref
    cross join (values ('MAPPA'), ('MARAC'), ('STAGES')) as t(route)
    where (t.route = 'MAPPA' and s.serious_risk_flag) or (t.route = 'MARAC' and s.domestic_abuse_flag)
       or (t.route = 'STAGES' and o.sex = 'F' and age_years(o.birth_month, o.counted_on) >= 16
           and concat('|', coalesce(o.exploitation_types, ''), '|') like '%|CSE|%')
)
select k.la_code, k.counted_on, k.route, concat(k.child_ref, ':', k.route) as unit,
       case when p.child_ref is null then false else p.considered end as considered,
       case when p.child_ref is null then false else p.referred end as referred,
       case when p.child_ref is null then false else p.accepted end as accepted
from asked as k
left join pathway_state as p
    on p.la_code = k.la_code and p.counted_on = k.counted_on and p.child_ref = k.child_ref and p.route = k.route
