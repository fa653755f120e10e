-- Helper functions, DuckDB's spelling. spark.sql holds functions of the same names that give the same results, so
-- that one text of each view and metric runs on both. A test holds that the two files define the same names.

-- whole days from a to b; negative when b is before a
create or replace temp macro days_between(a, b) as date_diff('day', cast(a as date), cast(b as date));

-- clock hours from a to b, with their fraction; local clock times, so an hour is off across a change of the clocks
create or replace temp macro hours_between(a, b) as (epoch(cast(b as timestamp)) - epoch(cast(a as timestamp))) / 3600.0;

create or replace temp macro month_start(d) as cast(date_trunc('month', d) as date);

create or replace temp macro month_end(d) as last_day(cast(d as date));

create or replace temp macro day_add(d, n) as cast(cast(d as date) + cast(n as integer) as date);

-- the same day n months later, or the last day of that month where it is shorter
create or replace temp macro month_add(d, n) as cast(cast(d as date) + to_months(cast(n as integer)) as date);

-- completed months from a to b; the last day of a month completes a month begun on a later day
create or replace temp macro whole_months(a, b) as
    (year(b) - year(a)) * 12 + month(b) - month(a)
    - case when day(b) < day(a) and b <> last_day(b) then 1 else 0 end;

-- completed years on day d; the birthday is the first of the birth month, the earliest that it can be
create or replace temp macro age_years(birth_month, d) as
    year(d) - year(birth_month) - case when month(d) < month(birth_month) then 1 else 0 end;

create or replace temp macro age_band_of(years) as
    case when years is null then word('not_recorded') when years <= 12 then word('0-12') when years <= 14 then word('13-14')
         when years <= 16 then word('15-16') when years = 17 then word('17') else word('18+') end;

create or replace temp macro time_on_list_of(months) as
    case when months is null then word('not_recorded') when months < 3 then word('UNDER_3') when months < 6 then word('3_TO_6')
         when months < 12 then word('6_TO_12') else word('OVER_12') end;

create or replace temp macro duration_of(hours) as
    case when hours is null then word('not_recorded') when hours < 6 then word('UNDER_6H') when hours < 24 then word('6_TO_24H')
         when hours < 72 then word('24_TO_72H') when hours < 168 then word('3_TO_7D') else word('OVER_7D') end;

-- 4 for very high down to 1 for low, so that levels compare
create or replace temp macro risk_rank(risk) as
    case risk when 'VERY_HIGH' then 4 when 'HIGH' then 3 when 'MEDIUM' then 2 when 'LOW' then 1 end;

-- 4 for outstanding down to 1 for inadequate, so that grades compare
create or replace temp macro grade_rank(grade) as
    case grade when 'OUTSTANDING' then 4 when 'GOOD' then 3 when 'REQUIRES_IMPROVEMENT' then 2 when 'INADEQUATE' then 1 end;

-- DfE ethnicity code -> the five census groups; refused and not yet obtained are not recorded
create or replace temp macro ethnicity_group_of(code) as
    case when code in ('WBRI', 'WIRI', 'WIRT', 'WROM', 'WOTH') then word('WHITE')
         when code in ('MWBC', 'MWBA', 'MWAS', 'MOTH') then word('MIXED')
         when code in ('AIND', 'APKN', 'ABAN', 'AOTH', 'CHNE') then word('ASIAN')
         when code in ('BCRB', 'BAFR', 'BOTH') then word('BLACK')
         when code = 'OOTH' then word('OTHER') else word('not_recorded') end;

create or replace temp macro yes_no_of(answer) as case when answer then word('Y') when not answer then word('N') else word('not_recorded') end;

create or replace temp macro recorded(code) as coalesce(code, word('not_recorded'));

-- whether something was done by a day: its date decides; not done is not done; done on an unknown date tells of the
-- newest month only
create or replace temp macro done_by(done_on, done, on_day, as_at) as
    case when done_on is not null then done_on <= on_day when not done then false
         when done and on_day >= month_add(day_add(as_at, 1), -1) then true end;
