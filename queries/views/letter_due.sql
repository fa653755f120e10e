/* A letter that fell due: one row per addition or removal and recipient, so many days after it (14 unless the authority
   set others). Left out: letters that it was agreed not to send, to protect the child; letters to parents of a child
   of 18; a child who died before the letter was due. */
with decision as (
    select la_code, spell_ref, birth_month, removal_reason, removed_date, 'ADDED' as event, added_date as decided_on
    from spell
    union all
    select la_code, spell_ref, birth_month, removal_reason, removed_date, 'REMOVED' as event, removed_date as decided_on
    from spell
    where removed_date is not null
),
due as (
    select d.*, t.recipient, day_add(d.decided_on, cast(x.number as integer)) as due_on
    from decision as d
    cross join (values ('YOUNG_PERSON'), ('PARENT_CARER'), ('GP')) as t(recipient)
    join setting as x
        on x.la_code = d.la_code and x.name = 'letter_days' and d.decided_on between x.valid_from and x.valid_to
)
select d.la_code, d.spell_ref, d.event, d.recipient, d.decided_on, d.due_on, n.sent_date, n.method,
       case when n.spell_ref is null or not n.sent then false
            when n.sent_date is not null then n.sent_date between d.decided_on and a.as_at
            else n.sent end as told
from due as d
cross join as_at as a
left join notification as n
    on n.la_code = d.la_code and n.spell_ref = d.spell_ref and n.event = d.event and n.recipient = d.recipient
where coalesce(n.method, 'OTHER') <> 'NOT_SENT_AGREED'
  and (d.recipient <> 'PARENT_CARER' or d.birth_month is null or age_years(d.birth_month, d.decided_on) < 18)
  and (coalesce(d.removal_reason, 'OTHER') <> 'DIED' or d.removed_date > d.due_on)
