/*
ids = ["K9"]
title = "People trained"
question = "Who came to the training?"
definition = """
People who came to training sessions held in the period, by organisation. A person who came to two sessions counts \
twice."""
why = "It shows which organisations send their staff."
kind = "count"
time = "flow"
unit = "places"
numerator = "People who came to sessions held in the period"
denominator = "None"
direction = "increase"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.year = [["agency"]]
settle = 28
protect = false
outputs = ["strategic", "assurance"]
source = "VPG terms of reference, section 1.8; Teeswide VEMT strategy, theme 3"
fields = ["training.held_date", "training.attendees_n"]
caveat = """
Meetings of the whole partnership count for Tees only, so the authorities need not add up to Tees. By organisation \
for the year only, since the table is long."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select t.la_code, t.held_date as counted_on,
       concat(t.session_ref, ':', recorded(t.agency), ':', cast(n.n as string)) as unit, recorded(t.agency) as agency
from training as t
join number as n on n.n <= t.attendees_n
where t.held_date is not null
