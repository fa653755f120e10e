/*
ids = ["J4"]
title = "Audit questions met"
question = "Which parts of good practice are there, and which are not?"
definition = "Of the audit questions answered yes or no, the share answered yes."
why = "A grade says how good; the questions say what to mend."
kind = "share"
of = "audit_answers"
time = "flow"
unit = "answers"
numerator = "Questions answered yes"
denominator = "Questions answered yes or no"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.year = [["question_code"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 6.4"
fields = ["audit_answer.answer", "audit.audit_date"]
caveat = "Audited cases are a sample: a change from year to year is often chance."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select a.la_code, a.audit_date as counted_on, concat(q.audit_ref, ':', q.question_code) as unit,
       q.answer = 'Y' as numerator
from audit_answer as q
join audit as a on a.la_code = q.la_code and a.audit_ref = q.audit_ref
where q.answer in ('Y', 'N') and a.audit_date is not null
