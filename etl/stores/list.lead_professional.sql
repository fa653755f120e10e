/* Whether a lead professional is allocated, and from when where the date is given.
requires = ["lead_professional"]
[from]
spell_ref = ["child_ref"]
lead_ref = ["lead_professional"]
allocated = ["lead_professional"]
start_date = ["lead_professional"]
*/
select
    la_code,
    coalesce(spell_ref, child_ref || '-' || strftime(added_date, '%Y%m%d')) as spell_ref,
    'list' as lead_ref, lead_professional as allocated, lead_professional_date as start_date,
    file_id, row_number, added_date as window_date
from accepted
where lead_professional is not null
