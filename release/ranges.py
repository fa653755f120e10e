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
    """`figures` with range_low and range_high of hidden counts, shares and ratios (whole percent), rates (per 10,000).

    coarse: ends go out to the next step, and a count that is hidden only here lies under LEAST.
    """
    if ranges is None:
        return figures
    figures = figures.copy()
    ranges = ranges.rename(columns={"period_start": "start"})
    stems = {h.rate_stem: m for m, h in headers.items() if h.rate_stem}
    names = figures[_KEY].assign(metric=figures["metric"].replace(stems))
    every = names.merge(ranges, on=_KEY, how="left").set_axis(figures.index)
    found = every[_ENDS].astype("Float64")
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
    return figures if coarse else _of_ratios(figures, every, headers)


def _of_ratios(figures: pd.DataFrame, parts: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> pd.DataFrame:
    """`figures` with the ranges of hidden ratios, in whole percent: from the ranges, or the numbers, of both sides.

    A range that was printed before stands.
    """
    exact = figures["numerator"].mask(figures["status"].eq("z"), 0).astype("Float64")
    ends = pd.DataFrame({"low": exact.fillna(parts["part_low"]), "high": exact.fillna(parts["part_high"])})
    places = pd.MultiIndex.from_frame(figures[[c for c in (*_KEY, "basis") if c != "metric"]])
    for metric, header in sorted(headers.items()):
        mine = (figures["metric"].eq(metric) & figures["status"].eq("c")).to_numpy()
        if header.kind != "ratio" or not mine.any():
            continue
        sides = []
        for side in (header.numerator, header.denominator):
            rows = figures["metric"].eq(side.removesuffix(".yes")).to_numpy()
            sides.append(ends[rows].set_axis(places[rows]).reindex(places[mine]).to_numpy(dtype=float, na_value=np.nan))
        top, bottom = sides
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = np.floor(100 * top[:, 0] / bottom[:, 1] + 1e-9), np.ceil(100 * top[:, 1] / bottom[:, 0] - 1e-9)
        low = np.where(np.isfinite(low), low, 0)
        before = parts.loc[mine, _ENDS].to_numpy(dtype=float, na_value=np.nan)
        stands = ~np.isnan(before[:, 0])
        low, high = np.where(stands, before[:, 0], low), np.where(stands, before[:, 1], high)
        figures.loc[mine, "range_low"] = pd.array(low, dtype="Float64").astype("Int64")
        figures.loc[mine, "range_high"] = pd.Series(np.where(np.isfinite(high), high, np.nan)).astype("Int64").array
    return figures
