/* A dated letter on being added or removed that was sent on or after that day: one row per letter, on the day it was
   sent. */
select la_code, concat(spell_ref, ':', event, ':', recipient) as letter, recipient, method, decided_on, sent_date
from letter_due
where told and sent_date is not null
