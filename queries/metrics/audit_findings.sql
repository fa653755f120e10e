/*
ids = ["J6"]
title = "What audits found"
question = "What do audits find strong, and what needs improvement?"
definition = """
Findings of audits dated in the period: each theme that an audit noted as a strength or as in need of improvement."""
why = "Themes that come back are what training and supervision should be about."
kind = "count"
time = "flow"
unit = "findings"
numerator = "Themes noted as a strength or for improvement"
denominator = "None"
direction = "neutral"
target = ""
headline = "year"
breakdowns.year = [["note"], ["audit_theme"], ["note", "audit_theme"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "VPG terms of reference, section 6.4"
fields = ["audit_theme_note.note", "audit_theme_note.theme", "audit.audit_date"]
caveat = "One audit may note several themes. An audit without a finding is not here."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select a.la_code, a.audit_date as counted_on, concat(t.audit_ref, ':', t.note, ':', t.theme) as unit,
       recorded(t.note) as note, recorded(t.theme) as audit_theme
from audit_theme_note as t
join audit as a on a.la_code = t.la_code and a.audit_ref = t.audit_ref
where a.audit_date is not null
