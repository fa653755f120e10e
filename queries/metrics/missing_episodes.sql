/*
ids = ["G2", "G8"]
title = "Missing episodes"
question = "How often do children go missing?"
definition = """
Missing episodes that started in the period, whether or not they have ended. Away from placement without \
authorisation is not counted."""
why = """
A few children go missing many times: episodes show the weight on carers, police and social workers that a count of \
children does not."""
kind = "count"
time = "flow"
unit = "episodes"
numerator = "Missing episodes started in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "month"
breakdowns.quarter = [["police_risk"], ["missing_from"]]
breakdowns.year = [["age_band"], ["sex"]]
settle = 28
protect = true
outputs = ["strategic", "quarterly", "assurance"]
source = "DfE statutory guidance (2014); looked-after children return, missing episodes"
fields = ["missing_episode.start_at"]
caveat = """
An episode that both the police and the authority recorded under different references counts twice. A rise may mean \
better recording."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, started_on as counted_on, episode_ref as unit,
       recorded(police_risk) as police_risk,
       recorded(missing_from) as missing_from,
       recorded(age_band) as age_band,
       recorded(sex) as sex
from missing
