/* Campaigns.
[from]
*/
select
    la_code, campaign_ref, agency, planned_date, delivered_date,
    file_id, row_number, planned_date as window_date
from accepted
