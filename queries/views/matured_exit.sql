/* A removal that can be judged after so many months (6 or 12): one row per spell and number of months, on the day that
   they are over. Left out, since the child could not have come back: removed at 18, on moving away or by death; 18 by
   then; living outside the authority by then. */
with span as (
    select cast(months as integer) as months from (values (6), (12)) as t(months)
),
ended as (
    select s.la_code, s.spell_ref, s.child_ref, s.removed_date, s.risk, p.months,
           month_add(s.removed_date, p.months) as matured_on, s.birth_month
    from removed_spell as s
    cross join span as p
    where coalesce(s.removal_reason, 'OTHER') not in ('TURNED_18', 'MOVED_AREA', 'DIED')
),
moved as (
    select distinct e.la_code, e.spell_ref, e.months
    from ended as e
    join child_status as d
        on d.la_code = e.la_code and d.child_ref = e.child_ref and d.lives_out_of_area
        and d.start_date <= e.matured_on and (d.end_date is null or d.end_date > e.removed_date)
)
select e.la_code, e.spell_ref, e.months, e.matured_on, e.risk,
       c.added_after is null or c.added_after > e.matured_on as sustained
from ended as e
join spell_chain as c on c.la_code = e.la_code and c.spell_ref = e.spell_ref
left join moved as m on m.la_code = e.la_code and m.spell_ref = e.spell_ref and m.months = e.months
where m.spell_ref is null and (e.birth_month is null or month_add(e.birth_month, 216) > e.matured_on)
