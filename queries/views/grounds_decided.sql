/* A referral whose reasonable grounds were decided: one row each, on the day of the decision, with its days and working
   days since the referral. */
select n.la_code, n.spell_ref, n.rg_date, n.cg_date, n.rg_outcome, n.cg_outcome, n.devolved_panel,
       days_between(n.referred_date, n.rg_date) as days, w.nth - v.nth as working_days
from nrm_referral as n
left join workday as v on v.day = n.referred_date
left join workday as w on w.day = n.rg_date
where n.rg_date >= n.referred_date and n.rg_outcome in ('POSITIVE', 'NEGATIVE')
