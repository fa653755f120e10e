/* A child on the list at the end of a month, with the risk and category then in force: one row per child and month
   end. Open on day D is added on or before D and not removed, or removed after D. A review without a rating is a
   discussion, so the latest one that has a rating counts. Two open spells of one child (a fault): the later one. */
with held as (
    select s.*, c.period_end as counted_on,
           row_number() over (
               partition by s.la_code, s.child_ref, c.period_end order by s.added_date desc, s.spell_ref asc
           ) as nth
    from spell as s
    join calendar as c
        on c.period_kind = 'month' and s.added_date <= c.period_end
        and (s.removed_date is null or s.removed_date > c.period_end)
),
rating as (
    select h.la_code, h.spell_ref, h.counted_on,
           max_by(r.risk, r.review_date) filter (where r.risk is not null) as risk,
           max_by(r.category, r.review_date) filter (where r.category is not null) as category
    from held as h
    join vemt_review as r
        on r.la_code = h.la_code and r.spell_ref = h.spell_ref and r.review_date <= h.counted_on
    where h.nth = 1
    group by h.la_code, h.spell_ref, h.counted_on
)
select h.la_code, h.counted_on, h.child_ref, h.spell_ref, h.added_date, h.birth_month, h.sex, h.ethnicity,
       h.care_status, r.risk, r.category
from held as h
left join rating as r on r.la_code = h.la_code and r.spell_ref = h.spell_ref and r.counted_on = h.counted_on
where h.nth = 1
