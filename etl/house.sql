-- The warehouse's own tables (the case-level tables come from data_contracts/tables.py) and the views on them.
create schema if not exists held;
create sequence if not exists file_ids start 1;
create sequence if not exists load_ids start 1;

create table if not exists load_file (
    file_id bigint primary key, load_id bigint, loaded_at timestamp, file_name varchar, sheet varchar, extract varchar,
    la_code varchar, content_sha256 varchar, period_from date, period_to date, complete_from date, extracted_at date,
    status varchar, rows_read bigint, accepted bigint, rejected bigint, duplicates bigint, warned bigint,
    reason varchar
);
create table if not exists problem (
    file_id bigint, row_number bigint, rule varchar, severity varchar, columns varchar
);
create table if not exists rejected_row (file_id bigint, row_number bigint, cells json);
create table if not exists supplied_column (file_id bigint, table_name varchar, column_name varchar);
create table if not exists expected_extract (extract varchar primary key, every varchar);

create table if not exists sign_off (
    la_code varchar, role varchar, as_at date, fingerprint varchar, signed_at timestamp
);
create table if not exists release_log (
    release_id varchar primary key, as_at date, built_at timestamp, status varchar, override varchar, why varchar,
    ledger_version bigint
);
create table if not exists proposed_member (
    release_id varchar, metric varchar, period_kind varchar, period_start date, la_code varchar, unit varchar,
    counted_on date, cells map(varchar, varchar), numerator boolean, value double
);
create table if not exists live_member as select * from proposed_member limit 0;
create table if not exists frozen_member as select * from proposed_member limit 0;
create table if not exists ledger_version (version bigint primary key, release_id varchar, published_at timestamp);
create table if not exists ledger (
    release_id varchar, audience varchar, metric varchar, period_kind varchar, period_start date, area varchar,
    by1 varchar, cat1 varchar, by2 varchar, cat2 varchar, basis varchar, numerator bigint, not_recorded bigint,
    denominator bigint, value double, status varchar
);

-- months that some loaded file covers with a column: whole months of its period from complete_from on;
-- files of extracts without a window cover every month that ended before they were extracted
create or replace view coverage as
with file as (
    select
        file_id, la_code,
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
where last_day(month.month_start) <= file.last_day;
