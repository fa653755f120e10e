/*
ids = ["D11"]
title = "Letters on positive progress"
question = "Do children and families hear when things go well?"
definition = "Letters on positive progress, by the date sent."
why = "Families remember letters that bring only bad news."
kind = "count"
time = "flow"
unit = "letters"
numerator = "Letters on progress sent in the period"
denominator = "None"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 7"
fields = ["notification.progress_date", "notification.method"]
caveat = "A letter to a child and one to a parent on the same day are two letters."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, progress_date as counted_on,
       concat(spell_ref, ':', recipient, ':', cast(progress_date as string)) as unit
from notification
where event = 'PROGRESS' and progress_date is not null and coalesce(sent, true)
  and coalesce(method, 'OTHER') <> 'NOT_SENT_AGREED'
