/* A place to which at least one child was linked in a quarter or year: one row per place and period, with the most
   children linked to it in any one month of the period. */
select p.la_code, c.period_kind, c.period_start, c.period_end, p.place_ref,
       max_by(p.place_type, p.month) filter (where p.place_type is not null) as place_type,
       min(p.first_seen_month) as first_seen_month, max(p.linked_children_n) as linked_children
from place_link as p
join calendar as c on c.period_kind <> 'month' and p.month between c.period_start and c.period_end
where p.linked_children_n >= 1
group by p.la_code, c.period_kind, c.period_start, c.period_end, p.place_ref
