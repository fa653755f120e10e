/*
ids = ["J4"]
title = "Audit questions answered"
question = "What was asked in audits?"
definition = "Questions answered yes or no in audits dated in the period. Not applicable is left out."
why = "It is what questions met are held against."
kind = "count"
time = "flow"
unit = "answers"
numerator = "Questions answered yes or no"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.year = [["question_code"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 6.4"
fields = ["audit_answer.answer", "audit.audit_date"]
caveat = """
Questions go by their number; a new wording under an old number would change what is counted. By question for the \
year only, since the table is long."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select a.la_code, a.audit_date as counted_on, concat(q.audit_ref, ':', q.question_code) as unit,
       recorded(q.question_code) as question_code
from audit_answer as q
join audit as a on a.la_code = q.la_code and a.audit_ref = q.audit_ref
where q.answer in ('Y', 'N') and a.audit_date is not null
