/* The whole numbers 1 to 1,000,000: turns a row that says "this many" into that many rows, alike on both engines. */
with digit as (
    select cast(d as bigint) as d from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as t(d)
)
select 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d as n
from digit as a, digit as b, digit as c, digit as e, digit as f, digit as g
