"""DfE factors identified at the end of assessment, the published file as it is: public, wide, by area and year."""

from data_contracts.kit import Contract, Field
from data_contracts.vocabularies import PUBLISHER_MARKER

_MARKERS = PUBLISHER_MARKER.codes
_NATIONAL = "DfE, characteristics of children in need"

CONTRACT = Contract(
    name="assessment_factors",
    title="Factors identified at the end of assessment",
    description="Published by the Department for Education; time_period 2025 is the financial year 2024-25.",
    key=("time_period", "geographic_level", "country_code", "region_code", "new_la_code"),
    published=True,
    filters={"category": ("factorsidentifiedattheendofassessment",)},
    fields={
        "time_period": Field("int", "Year in which the financial year ends", "P", minimum=2013, national=_NATIONAL,
                             aliases=("ï..time_period",)),
        "geographic_level": Field("text", "National, Regional or Local authority", "P", national=_NATIONAL),
        "country_code": Field("text", "ONS code of the country", "R", national=_NATIONAL),
        "region_code": Field("text", "ONS code of the region; blank for the country", "R", national=_NATIONAL),
        "new_la_code": Field("text", "ONS code of the authority; blank above it", "R", national=_NATIONAL),
        "category": Field("text", "What the row counts", "P", national=_NATIONAL),
        "going_missing": Field("int", "Episodes with factor 10A, going missing", "R", minimum=0, markers=_MARKERS,
                               national="CIN factor 10A"),
        "child_sexual_exploitation": Field("int", "Episodes with factor 11A, child sexual exploitation", minimum=0,
                                           markers=_MARKERS, national="CIN factor 11A"),
        "trafficking": Field("int", "Episodes with factor 12A, trafficking", minimum=0, markers=_MARKERS,
                             national="CIN factor 12A"),
        "gangs": Field("int", "Episodes with factor 13A, gangs", minimum=0, markers=_MARKERS,
                       national="CIN factor 13A"),
        "child_criminal_exploitation": Field("int", "Episodes with factor 24A, child criminal exploitation", minimum=0,
                                             markers=_MARKERS, national="CIN factor 24A"),
    },
)  # fmt: skip
