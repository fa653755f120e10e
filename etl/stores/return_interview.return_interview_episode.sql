/* The episode that an interview is about, where it is about one only.
requires = ["episode_ref"]
[from]
*/
select la_code, rhi_ref, episode_ref, file_id, row_number, null as window_date
from accepted
where episode_ref is not null
