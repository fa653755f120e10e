"""Care status and where a child lives, dated: what the child's row alone says only as of now."""

from data_contracts.kit import Contract, Field
from data_contracts.rules import no_bare_number, row_rule
from data_contracts.vocabularies import CARE_STATUS, LA

CONTRACT = Contract(
    name="child_status",
    title="Dated status of children",
    description="One row per child and time in which care status and area of residence stayed the same.",
    key=("child_ref", "start_date"),
    window="start_date",
    fields={
        "child_ref": Field("ref", "Pseudonym of the child, the same in every file of the authority", "P",
                           national="903 CHILD; SSD pers_person_id",
                           aliases=("child", "child reference", "child id", "pseudonym")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "start_date": Field("date", "First day on which this held", "P", aliases=("from", "status from", "start")),
        "end_date": Field("date", "First day on which it no longer held; blank while it holds",
                          aliases=("to", "status to", "end")),
        "care_status": Field("code", "Care status in this time", vocabulary=CARE_STATUS,
                             aliases=("legal and care status", "status of care")),
        "lives_out_of_area": Field("yes_no", "Lived outside the authority in this time",
                                   aliases=("out of area", "lives outside area")),
    },
    rules=(
        no_bare_number("child_ref"),
        row_rule("status_ends_before_start", "end_date >= start_date", ("start_date", "end_date"), "reject",
                 "the status ends before it begins", "correct one of the two dates at the source"),
    ),
)  # fmt: skip
