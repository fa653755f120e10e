"""What an audit found strong and what needs improvement, by theme; coded, never in words."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.vocabularies import AUDIT_NOTE, AUDIT_THEME, LA

CONTRACT = Contract(
    name="audit_theme_note",
    title="Themes of audits",
    description="One row per audit, theme and finding.",
    key=("audit_ref", "note", "theme"),
    fields={
        "audit_ref": Field("ref", "Reference of the audit, as in the list of audits", "P", pattern=HOUSE_REF_PATTERN,
                           aliases=("audit reference", "audit id")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "note": Field("code", "Strength, or needs improvement", "P", vocabulary=AUDIT_NOTE,
                      aliases=("finding", "strength or improvement")),
        "theme": Field("code", "Theme of the audit", "P", vocabulary=AUDIT_THEME,
                       aliases=("audit theme", "practice theme")),
    },
)  # fmt: skip
