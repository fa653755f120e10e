/* Disruption by month and kind, as counts.
[from]
*/
select
    la_code, month, disruption_type, disruptions_n,
    file_id, row_number, month as window_date
from accepted
