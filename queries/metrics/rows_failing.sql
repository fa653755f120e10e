/*
ids = ["M2"]
title = "Rows with a fault"
question = "How good is the data that comes in?"
definition = "Of the rows read, the share that broke at least one rule: refused, or let in with a warning."
why = "Figures are only as good as the records behind them."
kind = "share"
of = "rows_checked"
time = "flow"
unit = "rows"
numerator = "Rows that broke at least one rule"
denominator = "Rows read in loaded files"
direction = "decrease"
target = ""
headline = "month"
breakdowns = {}
settle = 0
protect = true
outputs = ["quality"]
source = "The load itself"
fields = ["*"]
caveat = "Stricter rules find more faults: compare only where the rules were the same."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, counted_on, unit, failing as numerator
from row_read
