"""Placements of children looked after: what the share missing from care and placements out of area rest on."""

from data_contracts.kit import Contract, Field
from data_contracts.rules import no_bare_number, row_rule
from data_contracts.vocabularies import IN_OR_OUT, LA, MILES_BAND, PLACEMENT

CONTRACT = Contract(
    name="care_period",
    title="Placements in care",
    description="One row per child and placement; no postcode, no provider.",
    key=("child_ref", "start_date"),
    window="start_date",
    fields={
        "child_ref": Field("ref", "Pseudonym of the child, the same in every file of the authority", "P",
                           national="903 CHILD; SSD pers_person_id",
                           aliases=("child", "child reference", "child id", "pseudonym")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "start_date": Field("date", "First day of the placement", "P", national="903 DECOM",
                            aliases=("decom", "placement start", "start")),
        "end_date": Field("date", "Day the placement ended; blank while it lasts", national="903 DEC",
                          aliases=("dec", "placement end", "end")),
        "placement": Field("code", "Kind of placement; 903 placement codes are read", vocabulary=PLACEMENT,
                           national="903 PLACE", aliases=("place", "place_code", "placement type")),
        "in_or_out": Field("code", "Inside or outside the authority", vocabulary=IN_OR_OUT, national="903 PL_LA",
                           aliases=("in or out of area", "placement location")),
        "miles_band": Field("code", "Distance from home, in two bands", vocabulary=MILES_BAND,
                            national="903 PL_DISTANCE", aliases=("distance band", "miles")),
    },
    rules=(
        no_bare_number("child_ref"),
        row_rule("placement_ends_before_start", "end_date >= start_date", ("start_date", "end_date"), "reject",
                 "the placement ends before it begins", "correct one of the two dates at the source"),
    ),
)  # fmt: skip
