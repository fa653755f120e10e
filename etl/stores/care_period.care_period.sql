/* Placements; unknown distance stays unknown.
[from]
out_of_area = ["in_or_out"]
over_20_miles = ["miles_band"]
*/
select
    la_code, child_ref, start_date, end_date, placement, in_or_out = 'OUT' as out_of_area,
    case miles_band when '20_OR_MORE' then true when 'UNDER_20' then false end as over_20_miles,
    file_id, row_number, start_date as window_date
from accepted
