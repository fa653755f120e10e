/* A child who turned 18 while on the list, or within 90 days of leaving it: one row per child, on the birthday (the
   first of the birth month), with the first discussion with adult social care that is recorded for any of the child's
   times on the list, and the outcome of the latest of these times that has one (of several that began on one day the
   last by its reference). One who died by the birthday did not turn 18. */
with turned as (
    select la_code, child_ref, month_add(birth_month, 216) as birthday, max(added_date) as added_date
    from spell
    where added_date <= month_add(birth_month, 216)
      and (removed_date is null or removed_date >= day_add(month_add(birth_month, 216), -90))
      and (coalesce(removal_reason, 'OTHER') <> 'DIED' or removed_date > month_add(birth_month, 216))
    group by la_code, child_ref, month_add(birth_month, 216)
),
placed as (
    select s.la_code, s.child_ref, p.considered, p.considered_date, p.outcome,
           row_number() over (
               partition by s.la_code, s.child_ref
               order by case when p.outcome is null then 0 else 1 end desc, s.added_date desc, s.spell_ref desc
           ) as nth_last
    from spell as s
    join pathway as p on p.la_code = s.la_code and p.spell_ref = s.spell_ref and p.route = 'ADULT_SOCIAL_CARE'
),
discussed as (
    select la_code, child_ref, min(considered_date) as discussed_on,
           max(case when considered and considered_date is null then 1 else 0 end) as undated,
           max(case when nth_last = 1 then outcome end) as outcome
    from placed
    group by la_code, child_ref
)
select t.la_code, t.child_ref, t.birthday, d.discussed_on, d.outcome,
       case when d.discussed_on < t.birthday then true when d.undated = 1 then null else false end as discussed
from turned as t
left join discussed as d on d.la_code = t.la_code and d.child_ref = t.child_ref
