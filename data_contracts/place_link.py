"""Places named in mapping and intelligence: kinds and counts, never where."""

from data_contracts.kit import HOUSE_REF_PATTERN, WARD_PATTERN, Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import LA, PLACE_TYPE

CONTRACT = Contract(
    name="place_link",
    title="Places",
    description="One row per place and month in which children were linked to it.",
    key=("place_ref", "month"),
    window="month",
    fields={
        "place_ref": Field("ref", "Reference of the place that does not tell where it is", "P",
                           pattern=HOUSE_REF_PATTERN, aliases=("place reference", "place id", "hotspot")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "month": Field("month", "Month that the row is about", "P", aliases=("reporting month",)),
        "place_type": Field("code", "Kind of place", vocabulary=PLACE_TYPE, aliases=("type of place",)),
        "ward_code": Field("ref", "ONS code of the ward", pattern=WARD_PATTERN, aliases=("ward",)),
        "linked_children_n": Field("int", "Children linked to the place in the month", minimum=0,
                                   aliases=("linked children", "children linked", "number of children")),
        "first_seen_month": Field("month", "Month in which the place was first named",
                                  aliases=("first seen", "first named")),
    },
    rules=(
        row_rule("seen_before_first", "first_seen_month <= month", ("month", "first_seen_month"), "warn",
                 "the place was first named after the month of the row", "check both months"),
    ),
)  # fmt: skip
