"""Return home interviews: offered, accepted, held, kept apart."""

from data_contracts.kit import Contract, Field
from data_contracts.rules import row_rule
from data_contracts.vocabularies import DECLINED_REASON, LA, NOT_OFFERED_REASON, OFFER

CONTRACT = Contract(
    name="return_interview",
    title="Return home interviews",
    description="One row per offer; which episodes it covers comes in the extract return_interview_episode.",
    key=("rhi_ref",),
    fields={
        "rhi_ref": Field("ref", "Reference of the interview", "P",
                         aliases=("return interview reference", "rhi reference", "interview reference")),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
        "episode_ref": Field("ref", "The episode it is about, where it is about one only",
                             aliases=("episode reference",)),
        "offered": Field("code",
                         "Offered: Y, N, NA, U; a combined answer such as offered and declined is taken apart", "R",
                         vocabulary=OFFER, national="SSD miss_missing_rhi_offered",
                         aliases=("rhi offered", "return interview offered", "miss_missing_rhi_offered")),
        "accepted": Field("code", "Accepted: Y, N, NA, U", vocabulary=OFFER, national="SSD miss_missing_rhi_accepted",
                          aliases=("rhi accepted", "return interview accepted", "miss_missing_rhi_accepted")),
        "completed_at": Field("datetime", "When the interview was held; blank if it was not",
                              aliases=("rhi completed", "rhi date", "return interview completed", "date of interview")),
        "not_offered_reason": Field("code", "Why no interview was offered", vocabulary=NOT_OFFERED_REASON,
                                    aliases=("reason not offered",)),
        "declined_reason": Field("code", "Why the interview was declined", vocabulary=DECLINED_REASON,
                                 aliases=("reason declined", "refusal reason")),
    },
    rules=(
        row_rule("interview_not_accepted", "completed_at is null or accepted <> 'N'", ("accepted", "completed_at"),
                 "warn", "a return interview is dated but was not accepted", "check the answer and the date"),
        row_rule("accepted_not_offered", "not (accepted = 'Y' and offered = 'N')", ("offered", "accepted"), "warn",
                 "the return interview was accepted but not offered", "check both answers"),
        row_rule("reason_but_offered", "not_offered_reason is null or offered <> 'Y'",
                 ("offered", "not_offered_reason"), "warn",
                 "there is a reason for not offering a return interview, but it was offered",
                 "take the reason out, or check the answer"),
        row_rule("declined_but_accepted", "declined_reason is null or accepted <> 'Y'",
                 ("accepted", "declined_reason"), "warn",
                 "there is a reason for declining, but the interview was accepted",
                 "take the reason out, or check the answer"),
    ),
)  # fmt: skip
