/*
ids = ["D4"]
title = "How Safe Do I Feel form completed"
question = "Do we have the child's own view of how safe they feel?"
definition = """
Of the children on the list at the end of the period, the share with at least one How Safe Do I Feel form in this \
time on the list, dated on or before that day."""
why = "The terms of reference ask for it always: it is the voice of the child."
kind = "share"
of = "open_on_list"
time = "stock"
unit = "children"
numerator = "Children with a form by the end of the period"
denominator = "Children open at the end of the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["risk"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "VPG terms of reference, section 7"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date", "vemt_spell.how_safe"]
caveat = """
A "yes" without a date tells of the newest month only and is not recorded for earlier ones. A child added in the last \
days may not have been met yet."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select o.la_code, o.counted_on, o.child_ref as unit,
       done_by(s.how_safe_date, s.how_safe, o.counted_on, a.as_at) as numerator
from open_spell as o
cross join as_at as a
join spell as s on s.la_code = o.la_code and s.spell_ref = o.spell_ref
