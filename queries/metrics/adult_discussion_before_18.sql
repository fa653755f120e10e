/*
ids = ["H2"]
title = "Adult services talked with before 18"
question = "Had we talked with adult services before the birthday?"
definition = """
Of the young people who turned 18 in the period on the list or within 90 days of leaving it, the share for whom a \
discussion with adult social care is recorded before the birthday, for any of their times on the list. With no date \
before it, a discussion without a date is not recorded; nothing at all is none."""
why = "After the birthday it is too late to plan."
kind = "share"
of = "turned_18"
time = "flow"
unit = "young people"
numerator = "Young people discussed before the birthday"
denominator = "Young people who turned 18 in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
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
caveat = """
Only the month of birth is held: the birthday is taken as the first of that month. A talk in the first days of the \
birth month may seem too late by a few days."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, birthday as counted_on, child_ref as unit, discussed as numerator
from adult_discussion
