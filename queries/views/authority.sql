/* The four authorities, by code. */
select distinct la_code from area_of where la_code = area and area <> 'TEES'
