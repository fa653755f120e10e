/*
ids = ["M2"]
title = "Rows read"
question = "How much data was checked?"
definition = "Rows read in the files that were loaded, placed in the last month of each file's window."
why = "It is what rows with a fault are held against."
kind = "count"
time = "flow"
unit = "rows"
numerator = "Rows read in loaded files"
denominator = "None"
direction = "neutral"
target = ""
headline = "month"
breakdowns = {}
settle = 0
protect = true
outputs = ["quality"]
source = "The load itself"
fields = ["*"]
caveat = "A file that was sent again counts again. A file that was refused whole has no rows here."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, unit
from row_read
