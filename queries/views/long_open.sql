/* A child on the list for at least as long as the review interval (31 days unless the authority set another): one row
   per child and month end. */
select o.la_code, o.counted_on, o.child_ref, o.spell_ref, o.risk,
       coalesce(days_between(o.last_review, o.counted_on) <= t.number, false) as reviewed
from open_spell as o
join setting as t
    on t.la_code = o.la_code and t.name = 'review_days' and o.counted_on between t.valid_from and t.valid_to
where days_between(o.added_date, o.counted_on) >= t.number
