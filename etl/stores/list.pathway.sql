/* The referral to the National Referral Mechanism.
requires = ["nrm"]
[from]
spell_ref = ["child_ref"]
route = ["nrm"]
referred = ["nrm"]
referred_date = ["nrm"]
*/
select
    la_code,
    coalesce(spell_ref, child_ref || '-' || strftime(added_date, '%Y%m%d')) as spell_ref,
    'NRM' as route, nrm as referred, nrm_date as referred_date,
    file_id, row_number, added_date as window_date
from accepted
where nrm is not null
