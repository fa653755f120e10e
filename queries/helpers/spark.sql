-- Helper functions, Spark's spelling. duckdb.sql holds functions of the same names that give the same results and
-- says what each does.

create or replace temporary function days_between(a date, b date) returns int return datediff(b, a);

-- timestamp_ntz: a timestamp of Spark's is an instant, and the clocks of the session's zone would change in between
create or replace temporary function hours_between(a timestamp_ntz, b timestamp_ntz) returns double
    return (datediff(b, a) * 86400 + (hour(b) - hour(a)) * 3600 + (minute(b) - minute(a)) * 60
        + cast(extract(second from b) - extract(second from a) as double)) / 3600.0d;

create or replace temporary function month_start(d date) returns date return trunc(d, 'MM');

create or replace temporary function month_end(d date) returns date return last_day(d);

create or replace temporary function day_add(d date, n int) returns date return date_add(d, n);

create or replace temporary function month_add(d date, n int) returns date return add_months(d, n);

create or replace temporary function whole_months(a date, b date) returns int
    return (year(b) - year(a)) * 12 + month(b) - month(a)
        - case when day(b) < day(a) and b <> last_day(b) then 1 else 0 end;

create or replace temporary function age_years(birth_month date, d date) returns int
    return year(d) - year(birth_month) - case when month(d) < month(birth_month) then 1 else 0 end;

create or replace temporary function age_band_of(years int) returns string
    return case when years is null then 'not_recorded' when years <= 12 then '0-12' when years <= 14 then '13-14'
                when years <= 16 then '15-16' when years = 17 then '17' else '18+' end;

create or replace temporary function time_on_list_of(months int) returns string
    return case when months is null then 'not_recorded' when months < 3 then 'UNDER_3' when months < 6 then '3_TO_6'
                when months < 12 then '6_TO_12' else 'OVER_12' end;

create or replace temporary function duration_of(hours double) returns string
    return case when hours is null then 'not_recorded' when hours < 6 then 'UNDER_6H' when hours < 24 then '6_TO_24H'
                when hours < 72 then '24_TO_72H' when hours < 168 then '3_TO_7D' else 'OVER_7D' end;

create or replace temporary function risk_rank(risk string) returns int
    return case risk when 'VERY_HIGH' then 4 when 'HIGH' then 3 when 'MEDIUM' then 2 when 'LOW' then 1 end;

create or replace temporary function grade_rank(grade string) returns int
    return case grade when 'OUTSTANDING' then 4 when 'GOOD' then 3 when 'REQUIRES_IMPROVEMENT' then 2
                      when 'INADEQUATE' then 1 end;

create or replace temporary function ethnicity_group_of(code string) returns string
    return case when code in ('WBRI', 'WIRI', 'WIRT', 'WROM', 'WOTH') then 'WHITE'
                when code in ('MWBC', 'MWBA', 'MWAS', 'MOTH') then 'MIXED'
                when code in ('AIND', 'APKN', 'ABAN', 'AOTH', 'CHNE') then 'ASIAN'
                when code in ('BCRB', 'BAFR', 'BOTH') then 'BLACK'
                when code = 'OOTH' then 'OTHER' else 'not_recorded' end;

create or replace temporary function yes_no_of(answer boolean) returns string
    return case when answer then 'Y' when not answer then 'N' else 'not_recorded' end;

create or replace temporary function recorded(code string) returns string return coalesce(code, 'not_recorded');

create or replace temporary function done_by(done_on date, done boolean, on_day date, as_at date) returns boolean
    return case when done_on is not null then done_on <= on_day when not done then false
                when done and on_day >= month_add(day_add(as_at, 1), -1) then true end;
