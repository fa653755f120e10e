"""How many audits each authority plans for each quarter."""

from data_contracts.kit import Contract, Field
from data_contracts.vocabularies import LA

CONTRACT = Contract(
    name="audit_plan",
    title="Audit plan",
    description="One row per authority and financial quarter.",
    key=("quarter",),
    fields={
        "la_code": Field("code", "Local authority", "P", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "quarter": Field("quarter", "Financial quarter, such as 2026-27-Q1 for April to June 2026", "P",
                         aliases=("financial quarter",)),
        "planned_n": Field("int", "Number of audits planned", "P", minimum=0,
                           aliases=("planned", "audits planned", "number planned", "planned audits")),
    },
)  # fmt: skip
