/* A record of a missing episode by the police or by the authority: one row per record, with whether the other of the
   two has a record of the same child that starts on the same day or a day before or after. */
with paired as (
    select distinct a.la_code, a.episode_ref
    from missing as a
    join missing as b
        on b.la_code = a.la_code and b.child_ref = a.child_ref and b.source <> a.source
        and days_between(a.started_on, b.started_on) between -1 and 1
)
select m.la_code, m.started_on, m.episode_ref, m.source,
       case when m.source is null then null else p.episode_ref is not null end as matched
from missing as m
left join paired as p on p.la_code = m.la_code and p.episode_ref = m.episode_ref
