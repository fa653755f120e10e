/*
ids = ["H2", "H3"]
title = "Young people who turned 18"
question = "How many turned 18 while we were responsible, or just after?"
definition = """
Young people who turned 18 in the period while on the list, or within 90 days of leaving it; by what adult social \
care decided. Those who died by the birthday are left out."""
why = "It is what discussions with adult services are held against."
kind = "count"
time = "flow"
unit = "young people"
numerator = "Young people who turned 18 in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.year = [["outcome"]]
settle = 28
protect = true
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, sections 6.3 and 9.3 viii"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "child.birth_month"]
caveat = "Only the month of birth is held: the birthday is taken as the first of that month."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, birthday as counted_on, child_ref as unit, recorded(outcome) as outcome
from adult_discussion
