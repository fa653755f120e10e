/* A person on the revised list of persons of interest, as a count only: one row for each, numbered, at the month's
   end. new and linked_2plus are true for the first so many; no row stands for anyone in particular. */
select p.la_code, month_end(p.month) as counted_on, n.n,
       case when p.new_n is null then null else n.n <= p.new_n end as new,
       case when p.linked_2plus_n is null then null else n.n <= p.linked_2plus_n end as linked_2plus
from poi_summary as p
join number as n on n.n <= p.on_list_n
