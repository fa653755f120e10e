/*
ids = ["M3"]
title = "Extracts received"
question = "Has everybody sent their data?"
definition = "Of the extracts expected for the period, the share that a loaded file covers."
why = "A figure without an authority is not a figure for Tees."
kind = "share"
of = "extracts_expected"
time = "flow"
unit = "extracts"
numerator = "Extracts expected that a loaded file covers"
denominator = "Extracts expected for the period"
direction = "increase"
target = ""
headline = "month"
breakdowns = {}
settle = 0
protect = false
outputs = ["quality"]
source = "The loaded files' windows"
fields = []
caveat = "It tells of coverage, not of quality: a file that came may still be poor."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, unit, received as numerator
from extract_due
