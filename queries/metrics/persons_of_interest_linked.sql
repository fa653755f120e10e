/*
ids = ["I2"]
title = "Persons of interest linked to two or more children"
question = "How many are linked to more than one child?"
definition = """
Of the persons on the revised list for the last month of the period, the share linked to two or more children."""
why = "A person linked to several children is where disruption protects most."
kind = "share"
of = "persons_of_interest"
time = "stock"
unit = "persons"
numerator = "Persons linked to two or more children"
denominator = "Persons on the list for the month"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, section 9.4.3 iv"
fields = ["poi_summary.on_list_n", "poi_summary.linked_2plus_n"]
caveat = "It is a count handed in as such: no row stands for anyone in particular."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, concat('person ', cast(n as string)) as unit, linked_2plus as numerator
from interest_list
