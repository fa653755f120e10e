/*
ids = ["J1"]
title = "Audits done against the plan"
question = "Are the planned audits being done?"
definition = "Audits dated in the period, as a share of those planned for it. More than all of the plan is possible."
why = "A plan that is not carried out gives no assurance."
kind = "ratio"
time = "flow"
unit = "audits"
numerator = "audits_completed"
denominator = "audits_planned"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["quarterly", "assurance"]
source = "VPG terms of reference, section 6.4"
fields = ["audit.audit_date", "audit_plan.planned_n"]
caveat = "An audit carried over from an earlier quarter counts where it was done."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
