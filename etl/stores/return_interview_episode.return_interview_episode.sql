/* The bridge: one interview may cover several episodes.
[from]
*/
select
    la_code, rhi_ref, episode_ref,
    file_id, row_number, null as window_date
from accepted
