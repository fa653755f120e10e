/* Wide to long: one row per area, financial year and factor, with the publisher's marker where there is no number.
[from]
area_code = ["new_la_code"]
year_start = ["time_period"]
factor = ["going_missing"]
episodes = ["going_missing"]
status = ["going_missing"]
*/
with wide as (
    select *, coalesce(new_la_code, region_code, country_code) as area_code, make_date(time_period - 1, 4, 1) as year_start
    from accepted
),
long as (
    select *, 'going_missing' as factor, going_missing as episodes, going_missing_marker as marker from wide
    union all
    select *, 'child_sexual_exploitation', child_sexual_exploitation, child_sexual_exploitation_marker from wide
    union all
    select *, 'child_criminal_exploitation', child_criminal_exploitation, child_criminal_exploitation_marker from wide
    union all
    select *, 'gangs', gangs, gangs_marker from wide
    union all
    select *, 'trafficking', trafficking, trafficking_marker from wide
)
select
    la_code, area_code, year_start, factor, episodes,
    case when marker = 'low' then 'k' when marker is not null then marker when episodes is null then 'x' else 'ok' end
        as status,
    file_id, row_number, null as window_date
from long
