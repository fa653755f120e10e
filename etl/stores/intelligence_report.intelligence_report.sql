/* Reports by month and agency, as counts.
[from]
*/
select
    la_code, month, agency, reports_n,
    file_id, row_number, month as window_date
from accepted
