/* How far each pathway was with a child on the list at the end of a month: one row per child, month end and route. A
   date decides where there is one; what is marked without a date holds for the newest month only. A referral was
   considered. */
with step as (
    select o.la_code, o.counted_on, o.child_ref, p.route, p.outcome,
           done_by(p.referred_date, p.referred, o.counted_on, a.as_at) as referred,
           done_by(least(p.considered_date, p.referred_date), p.considered or p.referred, o.counted_on, a.as_at)
               as considered
    from open_spell as o
    cross join as_at as a
    join pathway as p on p.la_code = o.la_code and p.spell_ref = o.spell_ref
)
select la_code, counted_on, child_ref, route, referred, considered or coalesce(referred, false) as considered,
       case when not referred then false
            when referred and outcome is not null then outcome = 'ACCEPTED' end as accepted
from step
