/*
ids = ["J1", "J2"]
title = "Audits done"
question = "How many audits were done, and how were they graded?"
definition = """
Audits dated in the period, by their grade as it stands (moderated where it was moderated) and by their theme."""
why = "Audit is how the partnership knows the quality of practice, not only its quantity."
kind = "count"
time = "flow"
unit = "audits"
numerator = "Audits dated in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["grade"], ["audit_theme"]]
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.4"
fields = ["audit.audit_date"]
caveat = "Audited cases are a sample; small numbers of audits say little of all practice."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, audit_date as counted_on, audit_ref as unit, recorded(grade) as grade, recorded(theme) as audit_theme
from audit
where audit_date is not null
