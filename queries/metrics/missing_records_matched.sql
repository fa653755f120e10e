/*
ids = ["G2"]
title = "Missing records that police and authority both hold"
question = "Do police and authority know of the same episodes?"
definition = """
Of the records of missing episodes, the share for which the other of the two, police or authority, has a record of \
the same child that starts on the same day or a day before or after."""
why = "An episode that only one of them knows is a child whom the other is not looking for."
kind = "share"
of = "missing_records"
time = "flow"
unit = "records"
numerator = "Records that the other agency has as well"
denominator = "Records of missing episodes started in the period"
direction = "increase"
target = ""
headline = "quarter"
breakdowns.quarter = [["source"]]
settle = 28
protect = true
outputs = ["quarterly"]
source = "The missing file: whose record each is"
fields = ["missing_episode.start_at", "missing_episode.source"]
caveat = """
A match needs the same pseudonym in both. One record of one side may match two of the other, so the matched records \
of the two need not be equal in number."""
owner = "VEMT data lead"
checked_by = "second analyst"
review_by = "2027-04-01"
*/
select la_code, started_on as counted_on, episode_ref as unit, matched as numerator
from missing_record
