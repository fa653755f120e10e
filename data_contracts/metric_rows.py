"""What the queries hand to the release: true figures, one row per metric, period, area and split.

Never shown and never written to a release as they are: `release/` protects them first.
"""

from typing import Any

import pandera.pandas as pa

from data_contracts.vocabularies import NOT_RECORDED, TOTAL

KEY = ["metric", "period_kind", "period_start", "area", "by1", "cat1", "by2", "cat2", "basis"]
"""Columns that name a row. No split: by and cat are all `total`."""
BASES = ("live", "frozen")
NO_SPLIT = TOTAL
BLANK = NOT_RECORDED


def _text(description: str, **kw: Any) -> pa.Column:
    return pa.Column(str, nullable=False, description=description, **kw)


def _count(description: str) -> pa.Column:
    return pa.Column("Int64", pa.Check.ge(0), nullable=True, description=description)


SCHEMA = pa.DataFrameSchema(
    {
        "metric": _text("stem of the metric file"),
        "period_kind": _text("month, quarter or year", checks=pa.Check.isin(["month", "quarter", "year"])),
        "period_start": pa.Column("datetime64[us]", description="first day of the period"),
        "period_end": pa.Column("datetime64[us]", description="last day of the period"),
        "area": _text("area code"),
        "by1": _text("first breakdown, or total"),
        "cat1": _text("its category, not_recorded or total"),
        "by2": _text("second breakdown, or total"),
        "cat2": _text("its category, not_recorded or total"),
        "basis": _text("live: as the warehouse stands; frozen: as published", checks=pa.Check.isin(BASES)),
        "n": _count("members; null when not supplied"),
        "yes": _count("shares: members with a true numerator"),
        "no": _count("shares: members with a false numerator"),
        "not_recorded": _count("shares: members with no numerator recorded"),
        "value": pa.Column("Float64", nullable=True, description="medians: the median; published: none"),
        "status": _text(
            "ok; x not supplied; the publisher's own marker", checks=pa.Check.isin(["ok", "x", "c", "z", "u"])
        ),
    },
    unique=KEY,
    strict=True,
    name="metric_rows",
)
