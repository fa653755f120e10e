/* One row per child: what the spell added last says.
[from]
*/
select la_code, child_ref, birth_month, sex, ethnicity, care_status, file_id, row_number, null as window_date
from accepted
qualify row_number() over (partition by file_id, la_code, child_ref order by added_date desc, row_number desc) = 1
