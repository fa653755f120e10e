/* A time on the VEMT list, with its child: one row per accepted spell that has an added date. */
select s.la_code, s.spell_ref, s.child_ref, s.added_date, s.removed_date, s.removal_reason, s.referral_source,
       c.birth_month, c.sex, c.ethnicity, c.care_status
from vemt_spell as s
left join child as c on c.la_code = s.la_code and c.child_ref = s.child_ref
where s.added_date is not null and coalesce(s.decision, 'ACCEPTED') = 'ACCEPTED'
