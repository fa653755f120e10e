/* A detail that a record has a column for: one row per record and detail, with whether it was filled in. A detail
   counts only where the authority's files have its column in that month: an absent column is not supplied, not
   blank. */
with child_detail as (
    select s.la_code, s.added_date as counted_on, s.spell_ref as ref, s.birth_month, s.sex, s.ethnicity, s.care_status,
           s.referral_source
    from spell as s
),
every_detail as (
    select la_code, counted_on, ref, 'child' as table_name, 'birth_month' as name, birth_month is not null as filled
    from child_detail
    union all
    select la_code, counted_on, ref, 'child', 'sex', sex is not null from child_detail
    union all
    select la_code, counted_on, ref, 'child', 'ethnicity', ethnicity is not null from child_detail
    union all
    select la_code, counted_on, ref, 'child', 'care_status', care_status is not null from child_detail
    union all
    select la_code, counted_on, ref, 'vemt_spell', 'referral_source', referral_source is not null from child_detail
    union all
    select la_code, removed_date, spell_ref, 'vemt_spell', 'removal_reason', removal_reason is not null
    from spell
    where removed_date is not null
    union all
    select la_code, review_date, concat(spell_ref, ':', cast(review_date as string)), 'vemt_review', 'category',
           category is not null
    from vemt_review
    union all
    select la_code, review_date, concat(spell_ref, ':', cast(review_date as string)), 'vemt_review', 'risk',
           risk is not null
    from vemt_review
    union all
    select la_code, started_on, episode_ref, 'missing_episode', 'missing_from', missing_from is not null from missing
    union all
    select la_code, started_on, episode_ref, 'missing_episode', 'police_risk', police_risk is not null from missing
    union all
    select la_code, started_on, episode_ref, 'missing_episode', 'source', source is not null from missing
)
select d.la_code, d.counted_on, concat(d.name, ':', d.ref) as unit, d.name as record_field, d.filled
from every_detail as d
join coverage as c
    on c.la_code = d.la_code and c.table_name = d.table_name and c.column_name = d.name
    and c.month_start = month_start(d.counted_on)
