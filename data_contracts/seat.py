"""Seats of the groups: which organisation is expected at which meeting, and from when to when."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import LA_OR_TEES, MEETING_TYPE, ORGANISATION, SEAT_ROLE

CONTRACT = Contract(
    name="seat",
    title="Seats",
    description="One row per seat of a group: an organisation and a role, never a person.",
    key=("seat_ref",),
    fields={
        "seat_ref": Field("ref", "Reference of the seat", "P", pattern=HOUSE_REF_PATTERN,
                          aliases=("seat reference", "seat id")),
        "la_code": Field("code", "Local authority, or TEES for groups of the whole partnership",
                         vocabulary=LA_OR_TEES, aliases=("la", "authority", "local authority", "area")),
        "meeting_type": Field("code", "The group that the seat belongs to", vocabulary=MEETING_TYPE,
                              aliases=("type of meeting", "meeting", "group")),
        "organisation": Field("code", "Organisation that holds the seat", vocabulary=ORGANISATION,
                              aliases=("agency", "organization")),
        "seat_role": Field("code", "Chair, deputy chair, member or minute taker", vocabulary=SEAT_ROLE,
                           aliases=("role",)),
        "valid_from": Field("date", "First day of the seat", "P", aliases=("from", "start date", "from date")),
        "valid_to": Field("date", "Last day of the seat; blank while it is held",
                          aliases=("to", "end date", "to date", "until")),
    },
    rules=(
        row_rule("seat_ends_before_start", "valid_to >= valid_from", ("valid_from", "valid_to"), "reject",
                 "the seat ends before it begins", "correct one of the two dates"),
    ),
)  # fmt: skip
