/* Adults by quarter and concern, as counts.
[from]
quarter_start = ["quarter"]
*/
select
    la_code, quarter as quarter_start, concern_type, adults_n,
    file_id, row_number, quarter as window_date
from accepted
