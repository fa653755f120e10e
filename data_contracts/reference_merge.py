"""Two pseudonyms that turned out to be one child: the old one is read as the new one from then on."""

from data_contracts.kit import Contract, Field
from data_contracts.rules import no_bare_number, row_rule
from data_contracts.vocabularies import LA

CONTRACT = Contract(
    name="reference_merge",
    title="Merged references",
    description="One row per pseudonym that is no longer used.",
    key=("old_ref",),
    fields={
        "old_ref": Field("ref", "Pseudonym that is no longer used", "P",
                         aliases=("old reference", "old child reference", "merged from")),
        "new_ref": Field("ref", "Pseudonym of the same child that stands for it", "P",
                         aliases=("new reference", "new child reference", "merged into")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "merged_date": Field("date", "Date of the merge", "P", aliases=("date merged", "date of merge")),
    },
    rules=(
        no_bare_number("old_ref"),
        no_bare_number("new_ref"),
        row_rule("merged_into_itself", "new_ref <> old_ref", ("old_ref", "new_ref"), "reject",
                 "a reference is merged into itself", "correct one of the two references"),
    ),
)  # fmt: skip
