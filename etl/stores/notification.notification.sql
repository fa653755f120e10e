/* Letters; that none was sent for protection is agreed, not forgotten.
[from]
progress_date = ["sent_date"]
sent = ["sent_date"]
*/
select
    la_code, spell_ref, event, recipient,
    case when event = 'PROGRESS' then sent_date end as progress_date,
    coalesce(method <> 'NOT_SENT_AGREED', true) as sent, sent_date, method,
    file_id, row_number, sent_date as window_date
from accepted
