/*
ids = ["J3"]
title = "Audits that repeat an earlier one"
question = "Is practice better when it is looked at again?"
definition = """
Audits dated in the period that repeat an audit of the same case or theme dated before it, both graded, by whether \
the grade was better, the same or worse."""
why = "It is the plainest test that learning from audit has changed practice."
kind = "count"
time = "flow"
unit = "audits"
numerator = "Graded audits that repeat a graded one"
denominator = "None"
direction = "neutral"
target = ""
headline = "year"
breakdowns.year = [["grade_movement"]]
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.4"
fields = ["audit.audit_date", "audit.grade", "audit.previous_audit_ref"]
caveat = """
Few audits are repeated, and cases that went badly are the ones looked at again: some improvement is to be expected."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, audit_date as counted_on, audit_ref as unit, grade_movement
from re_audit
