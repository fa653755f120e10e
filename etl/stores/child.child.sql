/* Children as their own file gives them; a later file replaces a child, none takes children out.
[from]
*/
select
    la_code, child_ref, birth_month, sex, ethnicity, care_status, disability, ehc_plan, uasc, lives_out_of_area,
    placed_by_la, personal_adviser,
    file_id, row_number, null as window_date
from accepted
