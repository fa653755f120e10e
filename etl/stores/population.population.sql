/* Residents aged 0 to 17 of the areas that the product prints.
[from]
area_code = ["new_la_code"]
mid_year = ["time_period"]
population = ["population_estimate"]
*/
select
    la_code, coalesce(new_la_code, region_code, country_code) as area_code, time_period as mid_year,
    population_estimate as population, file_id, row_number, null as window_date
from accepted
