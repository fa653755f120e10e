"""Training sessions planned and held, with how many came from each organisation."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import LA_OR_TEES, ORGANISATION

CONTRACT = Contract(
    name="training",
    title="Training",
    description="One row per session and organisation that came; a planned session has one row.",
    key=("session_ref", "agency"),
    window="planned_date",
    fields={
        "session_ref": Field("ref", "Reference of the session", "P", pattern=HOUSE_REF_PATTERN,
                             aliases=("session reference", "session id", "course reference")),
        "la_code": Field("code", "Local authority, or TEES for the whole partnership", vocabulary=LA_OR_TEES,
                         aliases=("la", "authority", "local authority", "area")),
        "planned_date": Field("date", "Date planned", "P", aliases=("date planned", "planned")),
        "held_date": Field("date", "Date held; blank if it was not held", aliases=("date held", "held")),
        "agency": Field("code", "Organisation whose staff came", vocabulary=ORGANISATION, aliases=("organisation",)),
        "attendees_n": Field("int", "People of the organisation who came", minimum=0,
                             aliases=("attendees", "number attending", "attended")),
    },
    rules=(
        row_rule("attended_not_held", "attendees_n is null or attendees_n = 0 or held_date is not null",
                 ("held_date", "attendees_n"), "warn", "people came to a session that has no date held",
                 "add the date held"),
    ),
)  # fmt: skip
