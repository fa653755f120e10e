-- Helpers of the staging connection: spellings and dates. Day comes before month; a year has two or four digits.
create or replace macro fold_text(x) as regexp_replace(lower(x), '[\x00-\x2f\x3a-\x60\x7b-\x7f]', '', 'g');

create or replace macro is_serial(x) as
    regexp_full_match(x, '\d{5}(\.\d+)?') and coalesce(try_cast(x as double) between 20000 and 60000, false);

create or replace macro serial_day(x) as
    timestamp '1899-12-30' + to_seconds(cast(round(cast(x as double) * 86400) as bigint));

create or replace macro iso_day(x) as try_strptime(
    regexp_replace(regexp_replace(x, '^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})', '\1-\2-\3'), '[Tt ]+(\d{1,2}:)', ' \1'),
    ['%Y-%m-%d', '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d %H:%M:%SZ']
);

create or replace macro day_first(x) as try_strptime(
    regexp_replace(x, '^(\d{1,2})[-/. ]+(\d{1,2}|[A-Za-z]{3,9})[-/. ]+(\d{2}|\d{4})', '\1-\2-\3'),
    [
        '%d-%m-%y', '%d-%m-%Y', '%d-%m-%y %H:%M', '%d-%m-%Y %H:%M', '%d-%m-%y %H:%M:%S', '%d-%m-%Y %H:%M:%S',
        '%d-%b-%y', '%d-%b-%Y', '%d-%B-%Y', '%d-%b-%Y %H:%M', '%d-%b-%Y %H:%M:%S', '%d-%m-%Y %I:%M %p'
    ]
);

create or replace macro any_day(x) as case
    when is_serial(x) then serial_day(x)
    when regexp_matches(x, '^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([^\d]|$)') then iso_day(x)
    when regexp_matches(x, '^\d{1,2}[-/. ]+(\d{1,2}|[A-Za-z]{3,9})[-/. ]+(\d{2}|\d{4})([^\d]|$)') then day_first(x)
end;

create or replace macro any_month(x) as coalesce(
    case when regexp_full_match(x, '\d{4}[-/.]\d{1,2}')
        then try_strptime(replace(replace(x, '/', '-'), '.', '-') || '-01', '%Y-%m-%d') end,
    case when regexp_full_match(x, '\d{1,2}[-/.]\d{4}')
        then try_strptime('01-' || replace(replace(x, '/', '-'), '.', '-'), '%d-%m-%Y') end,
    case when regexp_full_match(x, '[A-Za-z]{3,9}[- ]\d{4}')
        then try_strptime('01-' || replace(x, ' ', '-'), ['%d-%b-%Y', '%d-%B-%Y']) end,
    date_trunc('month', any_day(x))
);

create or replace macro any_quarter(x) as case
    when regexp_full_match(x, '\d{4}-\d{2}[- ]?[Qq][1-4]')
        and (cast(x[1:4] as int) + 1) % 100 = cast(x[6:7] as int)
    then cast(make_date(cast(x[1:4] as int), 4, 1) as timestamp) + to_months(3 * (cast(x[-1:] as int) - 1))
end;

create or replace macro whole_number(x) as case
    when try_cast(replace(x, ',', '') as double) = floor(try_cast(replace(x, ',', '') as double))
        and abs(try_cast(replace(x, ',', '') as double)) < 1e15
    then cast(cast(replace(x, ',', '') as double) as bigint)
end;

-- quick branches of the compiled way; null where the cell is not of the form
create or replace macro tidied(x) as trim(regexp_replace(x, '[ \t]+', ' ', 'g'));

create or replace macro iso_quick(x) as case
    when strlen(x) = 10 and x[5] = '-' and x[8] = '-' then cast(try_cast(x as date) as timestamp)
    when strlen(x) = 16 and x[5] = '-' and x[8] = '-' and x[14] = ':' then try_cast(x as timestamp)
    when strlen(x) = 19 and x[5] = '-' and x[8] = '-' and x[14] = ':' and x[17] = ':' then try_cast(x as timestamp)
end;
