"""Assessments and VPG discussions of a time on the list, each with its rating if it had one."""

from data_contracts.kit import Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import CATEGORY, EXPLOITATION_TYPE, LA, REVIEW_MEETING, RISK

CONTRACT = Contract(
    name="vemt_review",
    title="VEMT reviews",
    description="One row per assessment or discussion; one without a rating is a discussion.",
    key=("spell_ref", "review_date"),
    window="review_date",
    fields={
        "spell_ref": Field("ref", "Reference of the time on the list, as in the extract vemt_spell", "P",
                           aliases=("spell reference", "vemt reference")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "child_ref": Field("ref", "Pseudonym of the child, the same in every file of the authority",
                           national="903 CHILD; SSD pers_person_id",
                           aliases=("child", "child reference", "child id", "pseudonym")),
        "review_date": Field("date", "Date of the assessment or discussion", "P",
                             aliases=("date of review", "reviewed", "discussed on", "vpg date")),
        "meeting_type": Field("code", "The meeting that discussed the child", vocabulary=REVIEW_MEETING,
                              aliases=("meeting", "type of meeting")),
        "category": Field("code", "Primary category: V, E, M or T", vocabulary=CATEGORY,
                          aliases=("primary category", "primary_category", "vemt category")),
        "exploitation_types": Field("codes", "Types of exploitation, separated by |", vocabulary=EXPLOITATION_TYPE,
                                    national="CIN factors 11A, 12A, 13A, 24A (not a substitute)",
                                    aliases=("exploitation type", "type of exploitation", "types of exploitation")),
        "risk": Field("code", "Risk level", vocabulary=RISK, aliases=("risk level", "level of risk")),
    },
    rules=(
        row_rule("missing_at_low_risk", "not (category = 'M' and risk = 'LOW')", ("category", "risk"), "warn",
                 "the category is Missing and the risk is Low, which the terms of reference do not foresee",
                 "check the category and the risk level"),
        row_rule("exploited_without_type", "category <> 'E' or exploitation_types is not null",
                 ("category", "exploitation_types"), "warn",
                 "the category is Exploited but no type of exploitation is named", "add the types of exploitation"),
    ),
)  # fmt: skip
