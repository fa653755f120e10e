/*
ids = ["H2"]
title = "Young people discussed before 18"
question = "For how many can the lead time be told?"
definition = """
Young people who turned 18 in the period and for whom a dated discussion with adult social care is recorded before \
the birthday."""
why = "It is what the lead time is worked out from."
kind = "count"
time = "flow"
unit = "young people"
numerator = "Young people with a dated discussion before the birthday"
denominator = "None"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
within = "turned_18"
protect = true
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 6.3"
fields = [
    "vemt_spell.added_date",
    "vemt_spell.removed_date",
    "child.birth_month",
    "pathway.considered",
    "pathway.considered_date",
]
caveat = "Only the month of birth is held: the birthday is taken as the first of that month."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, birthday as counted_on, child_ref as unit
from adult_discussion
where discussed
