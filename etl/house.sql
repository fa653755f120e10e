-- The warehouse's own tables; the case-level ones come from data_contracts/tables.py, the view on them from coverage.sql.
create schema if not exists held;
create sequence if not exists file_ids start 1;
create sequence if not exists load_ids start 1;

create table if not exists load_file (
    file_id bigint primary key, load_id bigint, loaded_at timestamp, file_name varchar, sheet varchar, extract varchar,
    la_code varchar, content_sha256 varchar, period_from date, period_to date, complete_from date, extracted_at date,
    status varchar, rows_read bigint, accepted bigint, rejected bigint, duplicates bigint, warned bigint,
    reason varchar, replaces boolean
);
create table if not exists problem (
    file_id bigint, row_number bigint, rule varchar, severity varchar, columns varchar
);
create table if not exists rejected_row (
    file_id bigint, row_number bigint, cells json using compression uncompressed
);
create table if not exists supplied_column (file_id bigint, table_name varchar, column_name varchar);
create table if not exists expected_extract (extract varchar primary key, every varchar);

create table if not exists sign_off (
    la_code varchar, role varchar, as_at date, fingerprint varchar, signed_at timestamp
);
create table if not exists release_log (
    release_id varchar primary key, as_at date, built_at timestamp, status varchar, override varchar, why varchar,
    ledger_version bigint
);
-- One row per figure taken back, whichever file it stood in; release_id: the release that shows it as withdrawn.
create table if not exists withdrawn_figure (
    release_id varchar, metric varchar, period_kind varchar, period_start date, area varchar, by1 varchar,
    cat1 varchar, by2 varchar, cat2 varchar, why varchar, withdrawn_on date
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
    denominator bigint, value double, status varchar, range_low bigint, range_high bigint
);
alter table ledger add column if not exists range_low bigint;
alter table ledger add column if not exists range_high bigint;
create table if not exists erased_member (
    removed_at timestamp, kind varchar, metric varchar, period_kind varchar, period_start date, la_code varchar,
    release_id varchar, n bigint
);
