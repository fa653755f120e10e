/* The latest review that a list shows. No window: reviews seen in earlier snapshots stay.
requires = ["last_review_date"]
[from]
spell_ref = ["child_ref"]
review_date = ["last_review_date"]
*/
select
    la_code,
    coalesce(spell_ref, child_ref || '-' || strftime(added_date, '%Y%m%d')) as spell_ref,
    child_ref, last_review_date as review_date, category, exploitation_types, risk,
    file_id, row_number, null as window_date
from accepted
where last_review_date is not null
