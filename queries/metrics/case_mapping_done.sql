/*
ids = ["D8"]
title = "Case mapping done"
question = "Have we mapped who and where the risk comes from?"
definition = """
Of the children on the list for the review interval or longer (31 days, unless the authority set another), the share \
whose case was mapped by the end of the period."""
why = "A map of peers, places and persons is what disruption starts from."
kind = "share"
of = "open_long_enough_for_review"
time = "stock"
unit = "children"
numerator = "Children whose case is mapped"
denominator = "Children open for the review interval or longer"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["risk"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, sections 1 and 3"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_spell.case_mapping"]
caveat = """
A "yes" without a date tells of the newest month only and is not recorded for earlier ones. A map may be out of date."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select o.la_code, o.counted_on, o.child_ref as unit,
       done_by(s.case_mapping_date, s.case_mapping, o.counted_on, a.as_at) as numerator
from long_open as o
cross join as_at as a
join spell as s on s.la_code = o.la_code and s.spell_ref = o.spell_ref
