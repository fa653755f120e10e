"""Campaigns and messages of the partnership, planned and delivered."""

from data_contracts.kit import HOUSE_REF_PATTERN, Contract, Field
from data_contracts.vocabularies import LA_OR_TEES, ORGANISATION

CONTRACT = Contract(
    name="communication",
    title="Communications",
    description="One row per campaign or message, without its wording.",
    key=("campaign_ref",),
    window="planned_date",
    fields={
        "campaign_ref": Field("ref", "Reference of the campaign", "P", pattern=HOUSE_REF_PATTERN,
                              aliases=("campaign reference", "campaign id", "campaign")),
        "la_code": Field("code", "Local authority, or TEES for the whole partnership", vocabulary=LA_OR_TEES,
                         aliases=("la", "authority", "local authority", "area")),
        "planned_date": Field("date", "Date planned", "P", aliases=("date planned", "planned")),
        "delivered_date": Field("date", "Date delivered; blank if it was not",
                                aliases=("date delivered", "delivered")),
        "agency": Field("code", "Organisation that leads it", vocabulary=ORGANISATION,
                        aliases=("organisation", "lead organisation")),
    },
)  # fmt: skip
