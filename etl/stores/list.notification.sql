/* Letters on being added, one row per recipient that the list speaks of.
requires = ["letter_young_person", "letter_parent_carer", "letter_gp"]
[from]
spell_ref = ["child_ref"]
event = ["letter_young_person", "letter_parent_carer", "letter_gp"]
recipient = ["letter_young_person", "letter_parent_carer", "letter_gp"]
progress_date = ["letter_young_person", "letter_parent_carer", "letter_gp"]
sent = ["letter_young_person", "letter_parent_carer", "letter_gp"]
sent_date = ["letter_young_person", "letter_parent_carer", "letter_gp"]
*/
with spell as (
    select *, coalesce(spell_ref, child_ref || '-' || strftime(added_date, '%Y%m%d')) as spell from accepted
),
letter as (
    select *, 'YOUNG_PERSON' as recipient, letter_young_person as sent, letter_young_person_date as sent_date from spell
    union all by name
    select *, 'PARENT_CARER' as recipient, letter_parent_carer as sent, letter_parent_carer_date as sent_date from spell
    union all by name
    select *, 'GP' as recipient, letter_gp as sent, letter_gp_date as sent_date from spell
)
select
    la_code, spell as spell_ref, 'ADDED' as event, recipient, null as progress_date, sent, sent_date,
    file_id, row_number, added_date as window_date
from letter
where sent is not null
