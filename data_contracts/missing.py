"""The flat missing file: one row per episode, stands alone, an authority can begin with it."""

from data_contracts.kit import Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import (
    AGE_BAND,
    EPISODE_TYPE,
    LA,
    MISSING_FROM,
    MISSING_SOURCE,
    NOT_OFFERED_REASON,
    OFFER,
    POLICE_RISK,
    SEX,
)

CONTRACT = Contract(
    name="missing",
    title="Missing episodes",
    description="One row per missing or away episode, with its return interview where there was one.",
    key=("child_ref", "start_at"),
    window="start_at",
    expected="month",
    fields={
        "child_ref": Field("ref", "Pseudonym of the child, the same in every file of the authority", "P",
                           national="903 CHILD; SSD miss_person_id", aliases=("child reference", "child id")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "episode_ref": Field("ref", "Reference of the episode; made from child and start if absent",
                             national="SSD miss_table_id", aliases=("episode reference",)),
        "episode_type": Field("code", "M missing, A away from placement without authorisation; M if absent",
                              vocabulary=EPISODE_TYPE, national="903 MISSING", aliases=("missing", "type")),
        "start_at": Field("datetime", "When the child went missing: date, or date and time", "P",
                          national="903 MIS_START", aliases=("mis_start", "went missing", "missing start", "start")),
        "end_at": Field("datetime", "When the child was found or returned; blank while missing",
                        national="903 MIS_END", aliases=("mis_end", "returned", "missing end", "end")),
        "missing_from": Field("code", "Where the child went missing from", vocabulary=MISSING_FROM,
                              national="903 PLACE at the start", aliases=("missing from",)),
        "police_risk": Field("code", "Police risk at report", vocabulary=POLICE_RISK, aliases=("police risk level",)),
        "source": Field("code", "Whose record this is", vocabulary=MISSING_SOURCE),
        "sex": Field("code", "Sex", vocabulary=SEX, national="903 SEX", aliases=("gender",)),
        "age_band": Field("code", "Age band at the start of the episode", vocabulary=AGE_BAND, aliases=("age",)),
        "rhi_offered": Field("code", "Return interview offered: Y, N, NA, U", vocabulary=OFFER,
                             national="SSD miss_missing_rhi_offered", aliases=("return interview offered",)),
        "rhi_accepted": Field("code", "Return interview accepted: Y, N, NA, U", vocabulary=OFFER,
                              national="SSD miss_missing_rhi_accepted", aliases=("return interview accepted",)),
        "rhi_completed_at": Field("datetime", "When the return interview was held; blank if it was not",
                                  aliases=("return interview completed", "rhi completed", "rhi date")),
        "not_offered_reason": Field("code", "Why no interview was offered", vocabulary=NOT_OFFERED_REASON),
    },
    rules=(
        row_rule("end_before_start", "end_at >= start_at", ("start_at", "end_at"), "reject",
                 "the episode ends before it starts", "correct one of the two dates at the source"),
        row_rule("interview_before_return", "rhi_completed_at >= cast(end_at as date)", ("end_at", "rhi_completed_at"),
                 "warn", "the return interview is dated before the return", "check both dates"),
    ),
)  # fmt: skip
