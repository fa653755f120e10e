/* A child on the list at the end of a month, with the risk, category and types then in force and the last review so
   far: one row per child and month end. Open on day D is added on or before D and not removed, or removed after D. A
   review without a rating is a discussion, so the latest one that has a rating counts. Two open spells of one child (a
   fault): the later one. Care status and where the child lives are those of that day where they are dated; else they
   (and an education, health and care plan) are held as they are now, and describe the last twelve months only. */
with later as (
    select s.la_code, s.spell_ref, o.added_date, o.removed_date
    from spell as s
    join spell as o
        on o.la_code = s.la_code and o.child_ref = s.child_ref
        and (o.added_date > s.added_date or (o.added_date = s.added_date and o.spell_ref < s.spell_ref))
    where s.removed_date is null or s.removed_date > o.added_date
),
held as (
    select s.la_code, s.spell_ref, s.child_ref, c.period_end as counted_on, s.added_date, s.birth_month, s.sex,
           s.ethnicity, s.disability, s.uasc, s.ehc_plan, s.care_status, s.lives_out_of_area
    from spell as s
    join calendar as c
        on c.period_kind = 'month' and s.added_date <= c.period_end
        and (s.removed_date is null or s.removed_date > c.period_end)
    left join later as o
        on o.la_code = s.la_code and o.spell_ref = s.spell_ref and o.added_date <= c.period_end
        and (o.removed_date is null or o.removed_date > c.period_end)
    where o.spell_ref is null
),
dated as (
    select h.la_code, h.child_ref, h.counted_on,
           max_by(d.care_status, d.start_date) filter (where d.care_status is not null) as care_status,
           max_by(d.lives_out_of_area, d.start_date) filter (where d.lives_out_of_area is not null)
               as lives_out_of_area
    from held as h
    join child_status as d
        on d.la_code = h.la_code and d.child_ref = h.child_ref and d.start_date <= h.counted_on
        and (d.end_date is null or d.end_date > h.counted_on)
    group by h.la_code, h.child_ref, h.counted_on
)
select h.la_code, h.counted_on, h.child_ref, h.spell_ref, h.added_date, h.birth_month, h.sex, h.ethnicity,
       h.disability, h.uasc, case when h.counted_on > month_add(a.as_at, -12) then h.ehc_plan end as ehc_plan,
       coalesce(d.care_status, case when h.counted_on > month_add(a.as_at, -12) then h.care_status end) as care_status,
       coalesce(d.lives_out_of_area, case when h.counted_on > month_add(a.as_at, -12) then h.lives_out_of_area end)
           as lives_out_of_area,
       r.risk, r.category, r.exploitation_types, r.review_date as last_review
from held as h
cross join as_at as a
left join review_span as r
    on r.la_code = h.la_code and r.spell_ref = h.spell_ref and r.review_date <= h.counted_on
    and (r.next_review is null or r.next_review > h.counted_on)
left join dated as d on d.la_code = h.la_code and d.child_ref = h.child_ref and d.counted_on = h.counted_on
