"""Adults with concerns, as counts by quarter: an optional supply of the adults board."""

from data_contracts.kit import Contract, Field
from data_contracts.vocabularies import ADULT_CONCERN, LA

CONTRACT = Contract(
    name="adult_aggregate",
    title="Adults, counts",
    description="One row per financial quarter and kind of concern.",
    key=("quarter", "concern_type"),
    window="quarter",
    fields={
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "quarter": Field("quarter", "Financial quarter, such as 2026-27-Q1 for April to June 2026", "P",
                         aliases=("financial quarter",)),
        "concern_type": Field("code", "Kind of concern", "P", vocabulary=ADULT_CONCERN,
                              aliases=("concern", "type of concern")),
        "adults_n": Field("int", "Adults with such a concern", "P", minimum=0,
                          aliases=("adults", "n", "count", "number of adults")),
    },
)  # fmt: skip
