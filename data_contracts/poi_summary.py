"""Persons of interest as counts by month: no rows about persons."""

from data_contracts.kit import Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import LA

CONTRACT = Contract(
    name="poi_summary",
    title="Persons of interest, counts",
    description="One row per month.",
    key=("month",),
    window="month",
    fields={
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "month": Field("month", "Month that the row is about", "P", aliases=("reporting month",)),
        "on_list_n": Field("int", "Persons of interest on the revised list", "P", minimum=0,
                           aliases=("persons of interest", "on list")),
        "new_n": Field("int", "Of these new in the month", minimum=0, aliases=("new persons of interest", "new")),
        "linked_2plus_n": Field("int", "Of these linked to two or more children", minimum=0,
                                aliases=("linked to two or more children",)),
        "sharing_children_n": Field("int", "Mapped children who share a place or a person with another child",
                                    minimum=0, aliases=("children sharing a link",)),
        "largest_cluster_n": Field("int", "Children in the largest group so linked", minimum=0,
                                   aliases=("largest cluster",)),
    },
    rules=(
        row_rule("more_new_than_listed", "new_n <= on_list_n", ("on_list_n", "new_n"), "warn",
                 "more persons are new than there are on the list", "check both numbers"),
        row_rule("more_linked_than_listed", "linked_2plus_n <= on_list_n", ("on_list_n", "linked_2plus_n"), "warn",
                 "more persons are linked to two children than there are on the list", "check both numbers"),
        row_rule("cluster_larger_than_sharing", "largest_cluster_n <= sharing_children_n",
                 ("sharing_children_n", "largest_cluster_n"), "warn",
                 "the largest group has more children than share any link", "check both numbers"),
    ),
)  # fmt: skip
