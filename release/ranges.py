"""Safe ranges in the figures: a hidden figure carries what anyone could work out, in the unit it is printed in."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data_contracts.metric_header import MetricHeader
from release.coarse import LEAST, STEP
from release.figures import population_of
from release.protection import NAME

_KEY = [c if c != "period_start" else "start" for c in NAME]
_ENDS = ["range_low", "range_high"]


def with_ranges(
    figures: pd.DataFrame, ranges: pd.DataFrame | None, headers: Mapping[str, MetricHeader],
    population: pd.DataFrame, coarse: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """`figures` with range_low and range_high of hidden counts, shares (whole percent) and rates (per 10,000).

    coarse: ends go out to the next step, and a count that is hidden only here lies under LEAST.
    """
    if ranges is None:
        return figures
    figures = figures.copy()
    ranges = ranges.rename(columns={"period_start": "start"})
    stems = {h.rate_stem: m for m, h in headers.items() if h.rate_stem}
    names = figures[_KEY].assign(metric=figures["metric"].replace(stems))
    found = names.merge(ranges, on=_KEY, how="left").set_axis(figures.index)[_ENDS].astype("Float64")
    kinds = figures["metric"].map({m: h.kind for m, h in headers.items()} | dict.fromkeys(stems, "rate"))
    hidden = figures["status"].eq("c") & figures[_ENDS].isna().all(axis=1) & kinds.isin(["count", "share", "rate"])
    if coarse:
        protect = names["metric"].map({m: h.protect for m, h in headers.items()}).fillna(False).astype(bool)
        only_here = hidden & protect & found["range_low"].isna() & kinds.isin(["count", "rate"])
        found.loc[only_here, "range_low"], found.loc[only_here, "range_high"] = 0.0, float(LEAST)
        found["range_low"] = found["range_low"] // STEP * STEP
        found["range_high"] = -(-found["range_high"] // STEP) * STEP
    rate = hidden & kinds.eq("rate")
    if rate.any():
        people = population_of(figures[rate], population).astype("Float64")
        for end in _ENDS:
            found.loc[rate, end] = found.loc[rate, end] / people * 10_000
    for end, whole in zip(_ENDS, (np.floor, np.ceil), strict=True):
        ends = pd.Series(whole(found[end].to_numpy(dtype=float, na_value=np.nan)), index=figures.index)
        figures.loc[hidden, end] = ends[hidden].astype("Float64").astype("Int64")
    return figures
