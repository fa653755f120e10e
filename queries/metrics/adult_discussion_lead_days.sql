/*
ids = ["H2"]
title = "Days from the talk with adult services to 18"
question = "How early do we talk with adult services?"
definition = """
The median of the days from the first discussion with adult social care to the birthday, over the young people \
discussed before it."""
why = "A plan needs months."
kind = "median"
of = "turned_18_discussed"
time = "flow"
unit = "days"
numerator = "Days from first discussion to birthday"
denominator = "Young people with a dated discussion before the birthday"
direction = "increase"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "assurance"]
source = "Derived from the dates"
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
select la_code, birthday as counted_on, child_ref as unit, days_between(discussed_on, birthday) as value
from adult_discussion
where discussed
