/*
ids = ["I2"]
title = "Persons of interest on the list"
question = "How many people are thought to exploit children?"
definition = "Persons on the revised list of persons of interest for the last month of the period."
why = "It shows whether those who do harm are known and followed."
kind = "count"
time = "stock"
unit = "persons"
numerator = "Persons on the list for the month"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, section 9.4.3 iv"
fields = ["poi_summary.on_list_n"]
caveat = """
It is a count handed in as such: no row stands for anyone in particular. One person may be on the lists of two \
authorities."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, concat('person ', cast(n as string)) as unit
from interest_list
