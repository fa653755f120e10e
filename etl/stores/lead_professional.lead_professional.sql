/* Allocations; the first day names one within the time on the list.
[from]
lead_ref = ["start_date"]
allocated = ["start_date"]
*/
select
    la_code, spell_ref, strftime(start_date, '%Y-%m-%d') as lead_ref, true as allocated,
    agency, lead_role, start_date, end_date,
    file_id, row_number, start_date as window_date
from accepted
