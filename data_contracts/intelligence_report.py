"""Partnership information reports submitted, as counts by month and agency."""

from data_contracts.kit import Contract, Field
from data_contracts.vocabularies import LA, ORGANISATION

CONTRACT = Contract(
    name="intelligence_report",
    title="Intelligence reports, counts",
    description="One row per month and organisation.",
    key=("month", "agency"),
    window="month",
    fields={
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "month": Field("month", "Month that the row is about", "P", aliases=("reporting month",)),
        "agency": Field("code", "Organisation that submitted the reports", vocabulary=ORGANISATION,
                        aliases=("organisation", "submitted by")),
        "reports_n": Field("int", "Reports submitted", "P", minimum=0,
                           aliases=("reports", "intelligence reports", "number of reports")),
    },
)  # fmt: skip
