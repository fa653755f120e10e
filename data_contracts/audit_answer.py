"""Answers of audits: one row per audit and question."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.vocabularies import ANSWER, AUDIT_QUESTION, LA

CONTRACT = Contract(
    name="audit_answer",
    title="Audit answers",
    description="One row per audit and question.",
    key=("audit_ref", "question_code"),
    fields={
        "audit_ref": Field("ref", "Reference of the audit, as in the list of audits", "P", pattern=HOUSE_REF_PATTERN,
                           aliases=("audit reference", "audit id")),
        "la_code": Field("code", "Local authority whose practice is audited", vocabulary=LA,
                         aliases=("la", "authority", "local authority")),
        "question_code": Field("code", "Number of the question on the audit form, Q1 and on", "P",
                               vocabulary=AUDIT_QUESTION,
                               aliases=("question", "question number", "question no")),
        "answer": Field("code", "Y, N or NA", "R", vocabulary=ANSWER, aliases=("response",)),
    },
)  # fmt: skip
