"""ONS mid-year population estimates of children, the published file as it is: what rates are divided by."""

from data_contracts.kit import Contract, Field
from data_contracts.vocabularies import PUBLISHER_MARKER

_NATIONAL = "ONS mid-year population estimates"

CONTRACT = Contract(
    name="population",
    title="Children aged 0 to 17, mid-year estimates",
    description="Published by the Office for National Statistics, in the form in which DfE hands it on.",
    key=("time_period", "geographic_level", "country_code", "region_code", "new_la_code"),
    published=True,
    filters={"age_group": ("childrenaged0to17years",)},
    fields={
        "time_period": Field("int", "Calendar year of the mid-year estimate", "P", minimum=2001, national=_NATIONAL,
                             aliases=("ï..time_period",)),
        "geographic_level": Field("text", "National, Regional or Local authority", "P", national=_NATIONAL),
        "country_code": Field("text", "ONS code of the country", "R", national=_NATIONAL),
        "region_code": Field("text", "ONS code of the region; blank for the country", "R", national=_NATIONAL),
        "new_la_code": Field("text", "ONS code of the authority; blank above it", "R", national=_NATIONAL),
        "age_group": Field("text", "Ages counted", "P", national=_NATIONAL),
        "population_estimate": Field("int", "Residents", "R", minimum=0, markers=PUBLISHER_MARKER.codes,
                                     national=_NATIONAL),
    },
)  # fmt: skip
