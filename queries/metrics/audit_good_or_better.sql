/*
ids = ["J2"]
title = "Audits graded good or better"
question = "What share of audited practice is good or better?"
definition = """
Of the audits dated in the period, the share graded outstanding or good (or what else the authority set as good \
enough). An audit without a grade is not recorded and stays among all audits."""
why = "It is the partnership's own judgement of its practice."
kind = "share"
of = "audits_completed"
time = "flow"
unit = "audits"
numerator = "Audits graded outstanding or good"
denominator = "Audits dated in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["audit_theme"]]
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.4"
fields = ["audit.audit_date", "audit.grade"]
caveat = """
Which grades count is a local setting with its own date. Authorities may grade differently, and cases are a sample: \
a change from quarter to quarter is often chance."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select a.la_code, a.audit_date as counted_on, a.audit_ref as unit,
       case when a.grade is not null
            then concat('|', coalesce(t.value, ''), '|') like concat('%|', coalesce(a.grade, ''), '|%') end as numerator
from audit as a
join setting as t
    on t.la_code = a.la_code and t.name = 'good_or_better' and a.audit_date between t.valid_from and t.valid_to
where a.audit_date is not null
