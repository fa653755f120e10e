/*
ids = ["G10"]
title = "Missing from care"
question = "How often do children go missing from care, and from how far away?"
definition = """
Missing episodes started in the period from foster, residential or supported care, by whether the placement was \
outside the authority."""
why = "A child placed far from home is harder to keep safe and to find."
kind = "count"
time = "flow"
unit = "episodes"
numerator = "Missing episodes from care started in the period"
denominator = "None"
direction = "neutral"
target = ""
headline = "quarter"
breakdowns.quarter = [["out_of_area"]]
settle = 28
within = "missing_episodes"
protect = true
outputs = ["strategic", "assurance"]
source = "DfE statutory guidance on children who run away or go missing (2014)"
fields = ["missing_episode.start_at", "missing_episode.missing_from"]
caveat = "Where the placement was is as the record says, and is not recorded where it is blank."
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, started_on as counted_on, episode_ref as unit,
       yes_no_of(placement_out_of_area) as out_of_area
from missing
where missing_from in ('CARE_FOSTER', 'CARE_RESIDENTIAL', 'CARE_SUPPORTED')
