/*
ids = ["M3"]
title = "Extracts expected"
question = "How many extracts were to be sent?"
definition = """
One for each authority, expected extract and month (audits: quarter, in its last month), from the month on in which the \
first file of anybody begins."""
why = "It is what the extracts received are held against."
kind = "count"
time = "flow"
unit = "extracts"
numerator = "Extracts expected for the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "month"
breakdowns = {}
settle = 0
protect = false
outputs = ["quality"]
source = "The data contracts"
fields = []
caveat = """
Every authority is expected to send every expected extract from then on, also if it joined later."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, unit
from extract_due
