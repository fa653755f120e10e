"""Audits: one row per audited spell or case, with its theme and grade."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import AUDIT_THEME, GRADE, LA, ORGANISATION

CONTRACT = Contract(
    name="audit",
    title="Audits",
    description="One row per audit, without narrative.",
    key=("audit_ref",),
    window="audit_date",
    expected="quarter",
    fields={
        "audit_ref": Field("ref", "Reference of the audit", "P", pattern=HOUSE_REF_PATTERN,
                           aliases=("audit reference", "audit id")),
        "la_code": Field("code", "Local authority whose practice is audited", "P", vocabulary=LA,
                         aliases=("la", "authority", "local authority")),
        "audit_date": Field("date", "Date of the audit", "P", aliases=("date of audit", "date audited")),
        "spell_ref": Field("ref", "Reference of the time on the list that is audited",
                           aliases=("spell reference", "vemt reference")),
        "agency": Field("code", "Organisation audited", vocabulary=ORGANISATION,
                        aliases=("organisation", "agency audited")),
        "theme": Field("code", "Theme of the audit", vocabulary=AUDIT_THEME, aliases=("audit theme",)),
        "grade": Field("code", "Grade", vocabulary=GRADE, aliases=("audit grade", "judgement", "overall grade")),
        "previous_audit_ref": Field("ref", "The audit of the same case or theme that this one repeats",
                                    pattern=HOUSE_REF_PATTERN,
                                    aliases=("previous audit", "previous audit reference", "re-audit of")),
        "moderated": Field("yes_no", "The grade was moderated", aliases=("grade moderated",)),
    },
    rules=(
        row_rule("moderated_without_grade", "not moderated or grade is not null", ("grade", "moderated"), "warn",
                 "the grade is marked as moderated but there is none", "add the grade"),
    ),
)  # fmt: skip
