/* A time on the list beside the child's other times on it: one row per spell, with the latest removal on or before it
   began and the first addition on or after it ended, in the same authority. */
select s.la_code, s.spell_ref,
       max(case when o.removed_date <= s.added_date then o.removed_date end) as removed_before,
       min(case when o.added_date >= s.removed_date then o.added_date end) as added_after
from spell as s
left join spell as o on o.la_code = s.la_code and o.child_ref = s.child_ref and o.spell_ref <> s.spell_ref
group by s.la_code, s.spell_ref
