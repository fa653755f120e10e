/* Places by month, as counts.
[from]
*/
select
    la_code, place_ref, month, place_type, ward_code, linked_children_n, first_seen_month,
    file_id, row_number, month as window_date
from accepted
