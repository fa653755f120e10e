/* A row that was read in a file: one row each, placed on the last day of the file's window. A row with a fault is
   named by its row number, so that it can be found; rows without one are only numbered. A child who is not on the
   list is no fault of the missing file, which stands alone. */
with loaded as (
    select file_id, la_code, coalesce(period_to, extracted_at) as counted_on, rows_read
    from load_file
    where status = 'loaded'
),
fault as (
    select distinct p.file_id, p.row_number
    from problem as p
    join loaded as f on f.file_id = p.file_id
    where p.row_number is not null and p.severity in ('reject', 'warn')
      and p.rule <> 'child_not_on_list'
),
tally as (
    select f.file_id, f.la_code, f.counted_on, f.rows_read - count(p.row_number) as sound
    from loaded as f
    left join fault as p on p.file_id = f.file_id
    group by f.file_id, f.la_code, f.counted_on, f.rows_read
)
select f.la_code, f.counted_on, concat(cast(f.file_id as string), ':row ', cast(p.row_number as string)) as unit,
       true as failing
from loaded as f
join fault as p on p.file_id = f.file_id
union all
select t.la_code, t.counted_on, concat(cast(t.file_id as string), ':sound ', cast(n.n as string)) as unit,
       false as failing
from tally as t
join number as n on n.n <= t.sound
