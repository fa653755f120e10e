"""Lead professionals by agency and role, from when to when; never who."""

from data_contracts.kit import Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import LA, LEAD_ROLE, ORGANISATION

CONTRACT = Contract(
    name="lead_professional",
    title="Lead professionals",
    description="One row per time on the list and allocation.",
    key=("spell_ref", "start_date"),
    window="start_date",
    fields={
        "spell_ref": Field("ref", "Reference of the time on the list, as in the extract vemt_spell", "P",
                           aliases=("spell reference", "vemt reference")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "agency": Field("code", "Organisation of the lead professional", vocabulary=ORGANISATION,
                        national="SSD invo_professional_team", aliases=("organisation", "lead agency")),
        "lead_role": Field("code", "Role of the lead professional", vocabulary=LEAD_ROLE,
                           national="SSD invo_professional_role_id",
                           aliases=("role", "role code", "lead professional role")),
        "start_date": Field("date", "Date of allocation", "P", national="SSD invo_involvement_start_date",
                            aliases=("allocated", "start", "from", "date allocated")),
        "end_date": Field("date", "Date the allocation ended; blank while it lasts",
                          national="SSD invo_involvement_end_date", aliases=("end", "to", "date ended")),
    },
    rules=(
        row_rule("lead_ends_before_start", "end_date >= start_date", ("start_date", "end_date"), "reject",
                 "the allocation ends before it begins", "correct one of the two dates at the source"),
    ),
)  # fmt: skip
