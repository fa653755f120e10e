"""Documents of the partnership and when their reviews are due."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.vocabularies import DOCUMENT_TYPE, LA_OR_TEES

CONTRACT = Contract(
    name="document",
    title="Documents",
    description="One row per document and review due.",
    key=("document_ref", "review_due_date"),
    fields={
        "document_ref": Field("ref", "Reference of the document", "P", pattern=HOUSE_REF_PATTERN,
                              aliases=("document reference", "document id")),
        "la_code": Field("code", "Local authority, or TEES for the whole partnership", vocabulary=LA_OR_TEES,
                         aliases=("la", "authority", "local authority", "area")),
        "document_type": Field("code", "Kind of document", vocabulary=DOCUMENT_TYPE,
                               aliases=("type of document", "document")),
        "review_due_date": Field("date", "Date its review is due", "P",
                                 aliases=("review due", "review date", "due for review")),
        "reviewed_date": Field("date", "Date that review was done; blank while it is not",
                               aliases=("date reviewed", "reviewed", "review done")),
    },
)  # fmt: skip
