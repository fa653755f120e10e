-- months that some loaded file covers with a column: whole months of its period from complete_from on;
-- files of extracts without a window cover every month that ended before they were extracted;
-- a list holds the latest review alone, so of reviews, and of the risk and category found in them, it covers its last
-- month: who was reviewed since was perhaps seen before too, and rated otherwise
create or replace view coverage as
with file as (
    select
        file_id, la_code, extract,
        cast(date_trunc('month', greatest(
            coalesce(period_from, date '2012-01-01'), coalesce(complete_from, period_from, date '2012-01-01')
        ) - 1) as date) + interval 1 month as first_month,
        case when period_from is null then extracted_at else period_to end as last_day
    from load_file
    where status = 'loaded' and la_code is not null
),
month as (
    select file_id, la_code, cast(unnest(generate_series(first_month, last_day, interval 1 month)) as date) as month_start
    from file
    where last_day is not null and first_month <= last_day
)
select distinct month.la_code, supplied.table_name, supplied.column_name, month.month_start
from month
join file using (file_id)
join supplied_column as supplied using (file_id)
where last_day(month.month_start) <= file.last_day
    and not (
        file.extract = 'list' and supplied.table_name = 'vemt_review'
        and month.month_start < date_trunc('month', file.last_day)
    );
