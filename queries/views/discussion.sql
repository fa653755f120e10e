/* A child on the agenda of a weekly or monthly meeting: one row per time on the list and day. */
select r.la_code, r.spell_ref, coalesce(r.child_ref, s.child_ref) as child_ref, r.review_date, r.meeting_type
from vemt_review as r
left join vemt_spell as s on s.la_code = r.la_code and s.spell_ref = r.spell_ref
where r.meeting_type in ('WEEKLY_VPG', 'MONTHLY_VPG') and r.review_date is not null
