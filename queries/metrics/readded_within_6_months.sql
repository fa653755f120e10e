/*
ids = ["A5"]
title = "Added again within six months"
question = "How many of the children who came on to the list had left it in the six months before?"
definition = """
Of the additions to the list in the period, the share whose child had been removed from the list of the same \
authority on that day or in the six calendar months before."""
why = "A child who comes back soon may have been taken off the list too early."
kind = "share"
of = "added_to_list"
time = "flow"
unit = "additions"
numerator = "Additions of a child removed in the six months before"
denominator = "Additions with an added date in the period"
direction = "decrease"
target = ""
headline = "quarter"
breakdowns.quarter = [["category"]]
settle = 28
numerator_within = "readded_within_12_months"
protect = true
outputs = ["quarterly", "assurance"]
source = "By analogy with repeat referrals in the children in need census"
fields = ["vemt_spell.added_date", "vemt_spell.removed_date"]
caveat = """
A removal before the first list that was supplied is not known, so the share is too low in the first six months of \
supply. A removal in another authority is not seen."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select s.la_code, s.added_date as counted_on, s.spell_ref as unit,
       coalesce(month_add(c.removed_before, 6) >= s.added_date, false) as numerator
from spell as s
join spell_chain as c on c.la_code = s.la_code and c.spell_ref = s.spell_ref
