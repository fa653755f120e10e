/*
ids = ["N1"]
title = "Factors found in social work assessments"
question = "How does Tees compare with the region and England?"
definition = """
Episodes of need in which the factor was identified at the end of an assessment by children's social care, as the \
Department for Education publishes them for the financial year."""
why = "It sets the list beside what assessments find, and Tees beside the North East and England."
kind = "published"
time = "flow"
unit = "episodes of need"
numerator = "Episodes of need with the factor at the end of assessment"
denominator = "None; the rate is per 10,000 residents aged 0 to 17"
direction = "neutral"
target = ""
headline = "year"
breakdowns.year = [["factor"]]
settle = 0
population = "0-17"
protect = false
outputs = ["assurance"]
source = "Department for Education, Characteristics of children in need (Open Government Licence v3.0)"
fields = ["assessment_factor.episodes"]
caveat = """
Not children on the VEMT list. One episode may have several factors. The publisher hides 1 to 5; a Tees total with a \
hidden part stays hidden. Practice in recording factors differs between authorities."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
with held as (
    select area_code as area, year_start, factor, episodes, case when status = 'k' then 'c' else status end as status
    from assessment_factor
),
tees as (
    -- a total with a hidden part stays hidden; one with an authority absent is not supplied
    select 'TEES' as area, h.year_start, h.factor, sum(h.episodes) as episodes,
           case when count(distinct h.area) < max(n.authorities) or max(case when h.status = 'x' then 1 else 0 end) = 1
                    then 'x'
                when max(case when h.status = 'z' then 1 else 0 end) = 1 then 'z'
                when max(case when h.status = 'c' then 1 else 0 end) = 1 then 'c'
                when max(case when h.status = 'u' then 1 else 0 end) = 1 then 'u' else 'ok' end as status
    from held as h
    join authority as l on l.la_code = h.area
    cross join (select count(*) as authorities from authority) as n
    group by h.year_start, h.factor
),
every_area as (
    select area, year_start, factor, episodes, status from held
    union all
    select area, year_start, factor, episodes, status from tees
)
select e.area, c.period_kind, c.period_start, c.period_end, 'factor' as by1, e.factor as cat1,
       case when e.status = 'ok' then e.episodes end as n, e.status
from every_area as e
join calendar as c on c.period_kind = 'year' and c.period_start = e.year_start
