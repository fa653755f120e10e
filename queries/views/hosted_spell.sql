/* A time on the list of a child whom another authority placed here: one row per accepted spell. */
select s.la_code, s.spell_ref, s.child_ref, s.added_date, s.removed_date
from vemt_spell as s
join child as c on c.la_code = s.la_code and c.child_ref = s.child_ref and c.placed_by_la is not null
where s.added_date is not null and coalesce(s.decision, 'ACCEPTED') = 'ACCEPTED'
