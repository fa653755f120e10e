/* A child on the list whose case was mapped by the end of the month, with all three numbers on the map: one row per
   child and month end. */
select o.la_code, o.counted_on, o.child_ref, s.peers_n, s.places_n, s.perpetrators_n
from open_spell as o
cross join as_at as a
join spell as s on s.la_code = o.la_code and s.spell_ref = o.spell_ref
where done_by(s.case_mapping_date, s.case_mapping, o.counted_on, a.as_at)
  and s.peers_n is not null and s.places_n is not null and s.perpetrators_n is not null
