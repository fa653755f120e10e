"""Attendance by seat: whether the member or a deputy came, never who."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import LA_OR_TEES

CONTRACT = Contract(
    name="attendance",
    title="Attendance",
    description="One row per meeting and seat.",
    key=("meeting_ref", "seat_ref"),
    fields={
        "meeting_ref": Field("ref", "Reference of the meeting, as in the list of meetings", "P",
                             pattern=HOUSE_REF_PATTERN, aliases=("meeting reference", "meeting id")),
        "seat_ref": Field("ref", "Reference of the seat, as in the list of seats", "P", pattern=HOUSE_REF_PATTERN,
                          aliases=("seat reference", "seat id")),
        "la_code": Field("code", "Local authority, or TEES for meetings of the whole partnership",
                         vocabulary=LA_OR_TEES, aliases=("la", "authority", "local authority", "area")),
        "member_present": Field("yes_no", "The member came",
                                aliases=("member attended", "member came", "present", "attended")),
        "deputy_present": Field("yes_no", "A deputy came", aliases=("deputy attended", "deputy came", "deputy")),
        "apology": Field("yes_no", "Apologies were given", aliases=("apologies", "apologies given", "apology given")),
    },
    rules=(
        row_rule("present_with_apology", "not (member_present and apology)", ("member_present", "apology"), "warn",
                 "the member is marked as present and as having sent apologies", "keep one of the two"),
    ),
)  # fmt: skip
