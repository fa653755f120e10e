"""Which episodes each return interview covers: one interview may cover several."""

from data_contracts.kit import Contract, Field
from data_contracts.vocabularies import LA

CONTRACT = Contract(
    name="return_interview_episode",
    title="Episodes of return interviews",
    description="One row per interview and episode.",
    key=("rhi_ref", "episode_ref"),
    fields={
        "rhi_ref": Field("ref", "Reference of the interview, as in return_interview", "P",
                         aliases=("return interview reference", "rhi reference", "interview reference")),
        "episode_ref": Field("ref", "Reference of the episode that it covers", "P", aliases=("episode reference",)),
        "la_code": Field("code", "Local authority", vocabulary=LA, aliases=("la", "authority", "local authority")),
    },
)  # fmt: skip
