"""Data quality figures (measures M) for all but the producer: shares as whole percents, counts as bands.

Nothing about rows that failed a check needs an exact number outside the authority that sent them. A banded count is
printed as a hidden cell that carries the band as its safe range; none at all is a band of its own, and printed as 0.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.published_rows import SHOWN
from release.subjects import is_quality

BANDS = ((0, 0), (1, 9), (10, 49), (50, None))
"""(least, most) of each band; no most in the last."""
_NUMBERS = ["numerator", "not_recorded", "denominator", "value", "lower", "upper"]


def bands(counts: pd.Series) -> pd.DataFrame:
    """Band of each count: Int64 columns range_low, range_high, the index kept; null for null, no high from 50."""
    lows = [low for low, _ in BANDS]
    place = np.searchsorted(lows, counts.fillna(0).to_numpy(dtype=float), side="right") - 1
    known = counts.notna().to_numpy()
    ends = {
        name: pd.array([BANDS[i][side] if k else None for i, k in zip(place, known, strict=True)], dtype="Int64")
        for side, name in enumerate(("range_low", "range_high"))
    }
    return pd.DataFrame(ends, index=counts.index)


def band_quality(figures: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> pd.DataFrame:
    """`figures` (`published_rows.SCHEMA`) with the rows of M metrics banded; the rest as it was."""
    figures = figures.copy()
    quality = figures["metric"].isin([m for m, h in headers.items() if is_quality(h)])
    if not quality.any():
        return figures
    counts = figures["metric"].isin([m for m, h in headers.items() if h.kind == "count"])
    shown = figures["status"].isin(SHOWN)
    none = quality & counts & shown & figures["numerator"].eq(0).fillna(False).astype(bool)
    banded = quality & counts & shown & ~none
    for column, ends in bands(figures.loc[banded, "numerator"]).items():
        figures.loc[banded, str(column)] = ends.array
    figures.loc[banded, "status"] = "c"
    percent = figures.loc[quality & ~counts, "value"].round(2)
    figures.loc[quality, _NUMBERS] = pd.NA
    figures.loc[none, ["numerator", "value"]] = 0
    figures.loc[percent.index, "value"] = percent
    return figures
