/* A referral on which the VEMT practitioners group decided: one row per referral, on the day of the decision. */
select la_code, spell_ref, referral_date, first_vpg_date as decided_on, referral_source, decision, referral_outcome
from vemt_spell
where first_vpg_date is not null and decision in ('ACCEPTED', 'NOT_ACCEPTED')
