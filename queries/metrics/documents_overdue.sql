/*
ids = ["K10"]
title = "Documents overdue for review"
question = "Which documents are past their review?"
definition = """
Documents of the partnership whose review was due before the last day of the period and was not done by then. Due on \
that very day is not yet overdue."""
why = "Terms and protocols that are out of date guide people wrongly."
kind = "count"
time = "stock"
unit = "documents"
numerator = "Documents past their review at the end of the period"
denominator = "None"
direction = "decrease"
target = ""
headline = "quarter"
areas = "tees"
breakdowns.year = [["document_type"]]
settle = 28
protect = false
outputs = ["assurance"]
source = "Teeswide VEMT strategy, appendix 2 (yearly review)"
fields = ["document.review_due_date", "document.reviewed_date"]
caveat = "A document with two reviews missed counts once."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select d.la_code, c.period_end as counted_on, d.document_ref as unit,
       recorded(max_by(d.document_type, d.review_due_date) filter (where d.document_type is not null))
           as document_type
from document as d
join calendar as c
    on c.period_kind = 'month' and d.review_due_date < c.period_end
    and (d.reviewed_date is null or d.reviewed_date > c.period_end)
group by d.la_code, c.period_end, d.document_ref
