/*
ids = ["G19"]
title = "Children often missing and not on the list"
question = "Are we missing children who should be on the list?"
definition = """
Of the children often missing at the end of the period, the share who are not open on the VEMT list that day."""
why = "A child who goes again and again and is not on the list needs a second look."
kind = "share"
of = "children_often_missing"
time = "stock"
unit = "children"
numerator = "Children often missing and not open on the list"
denominator = "Children often missing at the end of the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns = {}
settle = 28
protect = true
outputs = ["strategic", "quarterly"]
source = "VPG terms of reference, section 3"
fields = ["missing_episode.start_at", "vemt_spell.added_date", "vemt_spell.removed_date"]
caveat = """
Children are matched by the authority's own pseudonym: two files with different keys would make every child look \
unlisted."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select m.la_code, m.counted_on, m.child_ref as unit, o.child_ref is null as numerator
from missing_often as m
left join open_spell as o on o.la_code = m.la_code and o.child_ref = m.child_ref and o.counted_on = m.counted_on
