"""Police disruption of those who exploit, as counts by month and kind."""

from data_contracts.kit import Contract, Field
from data_contracts.vocabularies import DISRUPTION_TYPE, LA

CONTRACT = Contract(
    name="disruption",
    title="Disruption, counts",
    description="One row per month and kind of disruption.",
    key=("month", "disruption_type"),
    window="month",
    fields={
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "month": Field("month", "Month that the row is about", "P", aliases=("reporting month",)),
        "disruption_type": Field("code", "Kind of disruption", "P", vocabulary=DISRUPTION_TYPE,
                                 aliases=("disruption", "type of disruption")),
        "disruptions_n": Field("int", "How many", "P", minimum=0,
                               aliases=("disruptions", "n", "count", "number of disruptions")),
    },
)  # fmt: skip
