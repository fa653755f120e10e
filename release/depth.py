"""How much of the catalogue a file carries: which measures, and how far back. A file of everything is read by nobody.

A header's `outputs` say for whom a measure is; the audience's mode says which of them it takes, and how deep:

- months: every one that is counted, of measures with a monthly headline;
- totals by quarter: the newest nine (two years and the quarter before them); five where months tell the course, where
  the measure is not for the strategic group, and of totals that belong to frozen splits;
- splits by quarter: the newest and the same a year before; counts of mixes that are shown quarter beside quarter, the
  newest five; splits in two directions and long ones, by year: the newest.
"""

from collections.abc import Mapping

import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.vocabularies import BREAKDOWNS, TOTAL
from release.audiences import Audience

TAKES = {
    "controlled": ("strategic", "quarterly", "quality"),
    "operational": ("strategic", "quarterly", "quality"),
    "protected": ("strategic", "assurance", "quality"),
    "coarse": ("strategic", "assurance", "quality"),
}
"""Mode -> the outputs whose measures its files carry. A mode that is not here carries everything."""
FULL = ("strategic", "quality")
"""Outputs whose quarterly totals go back the long way."""
LONG, SHORT = 9, 5
"""Quarters of totals: two years and the quarter before them; a year and the quarter before it."""
MIXES = ("category", "risk", "movement", "exploitation_type", "grade")
"""Splits that papers show quarter beside quarter."""
LONG_TABLE = 9
"""Categories above which a year's table is given for the newest year only."""


def in_depth(rows: pd.DataFrame, headers: Mapping[str, MetricHeader], audience: Audience) -> pd.Series:
    """Which rows (`metric_rows.KEY` columns) the audience's file goes deep enough to carry."""
    if audience.mode not in TAKES:
        return pd.Series(True, index=rows.index)
    outputs = outputs_of(headers)
    asked = {m for m, found in outputs.items() if found & set(TAKES[audience.mode])}
    full = {m for m, found in outputs.items() if found & set(FULL) and headers[m].headline != "month"}
    split = rows["by1"].ne(TOTAL)
    of_table = rows.groupby(["metric", "period_kind", "basis"])["period_start"]
    age = of_table.rank(method="dense", ascending=False)  # 1: the newest that there is: frozen ones come later
    quarter, year = rows["period_kind"].eq("quarter"), rows["period_kind"].eq("year")
    counts = {m for m, header in headers.items() if header.kind == "count"}
    mix = rows["by1"].isin(MIXES) & rows["by2"].eq(TOTAL) & rows["metric"].isin(counts)
    back = (rows["metric"].isin(full) & rows["basis"].eq("live")).map({True: LONG, False: SHORT})
    old = quarter & ~split & age.gt(back)
    old |= quarter & split & ~(age.isin((1, SHORT)) | (mix & age.le(SHORT)))
    old |= year & split & age.gt(1) & _long(rows)
    return rows["metric"].isin(asked) & ~old


def outputs_of(headers: Mapping[str, MetricHeader]) -> dict[str, set[str]]:
    """Metric -> its outputs, and those of every share, median and ratio that cannot be read without it."""
    found = {metric: set(header.outputs) for metric, header in headers.items()}
    for header in headers.values():
        sides = (header.numerator, header.denominator) if header.kind == "ratio" else ()
        for other in (header.of, *(side.removesuffix(".yes") for side in sides)):
            if other in found:
                found[other] |= set(header.outputs)
                found[headers[other].of or other] |= set(header.outputs)
    return found


def _long(rows: pd.DataFrame) -> pd.Series:
    """Whether a row is of a table in two directions, or of one with many categories."""
    many = [name for name, breakdown in BREAKDOWNS.items() if len(breakdown.vocabulary.codes) > LONG_TABLE]
    return rows["by2"].ne(TOTAL) | rows["by1"].isin(many)
