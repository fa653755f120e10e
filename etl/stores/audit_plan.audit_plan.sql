/* Planned audits by quarter.
[from]
quarter_start = ["quarter"]
*/
select la_code, quarter as quarter_start, planned_n, file_id, row_number, null as window_date
from accepted
