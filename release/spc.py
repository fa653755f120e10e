"""Statistical process control of monthly figures: XmR limits, the four rules, icons, runs for short series.

The rules are those of NHS "Making Data Count" as written down in NHSRplotthedots 0.2.2, with its two switches explicit:
moving ranges are not screened by default, and two-in-three counts points beyond the process limits by default (both as
in the NHS teams' own tools). Values are floats or None; None is a gap: it breaks moving ranges, runs and trends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from data_contracts.periods import add_months

LIMIT, SCREEN = 2.66, 3.267
ENOUGH = 13
"""Points from which limits and icons are shown."""
BASELINE_FROM = 12
RUNS_FROM = 10
Values = Sequence[float | None] | npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]
_NAMES = {"outside": ("outside_below", "outside_above"), "in_trend": ("trend_decreasing", "trend_increasing"),
          "in_two_in_three": ("two_in_three_below", "two_in_three_above"),
          "in_shift": ("shift_below", "shift_above")}  # fmt: skip
"""Rule columns in the order in which they are reported -> names for the low and the high side."""
HIGH = frozenset(high for _, high in _NAMES.values())
LOW = frozenset(low for low, _ in _NAMES.values())


@dataclass(frozen=True)
class Period:
    """Points start to end (end not included) between two rebases; limits are nan where there is no moving range."""

    start: int
    end: int
    n: int
    mean: float
    avg_mr: float
    lpl: float
    upl: float
    near_lpl: float
    near_upl: float
    short: bool


@dataclass(frozen=True)
class RunsTest:
    """Anhoej's runs test: `useful` points are those off the centre; signal None under 10 of them."""

    centre: float
    useful: int
    longest: int
    longest_limit: int | None
    crossings: int
    crossings_limit: int | None
    signal: bool | None


def complete_months(
    df: pd.DataFrame, start: date, end: date, received: pd.DataFrame | None = None
) -> pd.DataFrame:  # fmt: skip
    """Every month from `start` to `end` for every area: columns area, month, value (null unless the return arrived).

    df: area, month (first of the month), value. received: area, month of the returns that arrived; a month that
    arrived and has no row is 0. Without `received`, what has a row arrived. ValueError if a month stands twice.
    """
    n = (end.year - start.year) * 12 + end.month - start.month + 1
    months = pd.Series([add_months(start, i) for i in range(n)], dtype="datetime64[us]")
    areas = sorted(set(df["area"]) | (set() if received is None else set(received["area"])))
    full = pd.MultiIndex.from_product([areas, months], names=["area", "month"])
    values = df.set_index(["area", "month"])["value"]
    if values.index.has_duplicates:
        raise ValueError("a month stands twice")
    values = values.reindex(full).astype(float)
    if received is not None:
        arrived = full.isin(pd.MultiIndex.from_frame(received[["area", "month"]]))
        values = values.fillna(0.0).where(arrived)
    return values.reset_index()


def xmr(
    values: Values, *, fix_after: int | None = None, rebase_at: Iterable[int] = (), screen_outliers: bool = False
) -> list[Period]:
    """XmR mean and limits, one Period per stretch between rebases (places in `values`).

    fix_after: limits from the first so many points of each period only; ValueError under 12.
    """
    if fix_after is not None and fix_after < BASELINE_FROM:
        raise ValueError(f"a fixed baseline needs {BASELINE_FROM} points or more")
    x = _floats(values)
    cuts = [0, *sorted({c for c in rebase_at if 0 < c < len(x)}), len(x)]
    found = []
    for start, end in pairwise(cuts):
        base = x[start:end].copy()
        if fix_after is not None:
            base[np.cumsum(~np.isnan(base)) > fix_after] = np.nan
        n, known = int((~np.isnan(x[start:end])).sum()), base[~np.isnan(base)]
        ranges = np.abs(np.diff(base))
        ranges = ranges[~np.isnan(ranges)]
        if screen_outliers and len(ranges):
            ranges = ranges[ranges < SCREEN * ranges.mean()] if ranges.mean() > 0 else ranges
        mean = float(known.mean()) if len(known) else float("nan")
        spread = float(ranges.mean()) if len(ranges) else float("nan")
        far, near = LIMIT * spread, LIMIT * spread * 2 / 3
        found.append(Period(start, end, n, mean, spread, mean - far, mean + far, mean - near, mean + near, n < ENOUGH))
    return found


def special_causes(
    values: Values,
    periods: Sequence[Period],
    *,
    shift_n: int = 7,
    trend_n: int = 7,
    two_in_three: Literal["beyond_2s", "between_2s_3s"] = "beyond_2s",
) -> pd.DataFrame:
    """The four rules, point by point, inside each period.

    Columns outside, near, in_shift, in_trend, in_two_in_three: -1 low, 0 no, 1 high; rule: the first that fired, in
    the order outside, trend, two in three, shift (`""` if none); all_rules: every one, tuple. No signal where the
    limits meet or there are none. All points of a run are flagged, so earlier months change when the last arrives.
    """
    x = _floats(values)
    found = {
        c: np.zeros(len(x), dtype=np.int64) for c in ("outside", "near", "in_shift", "in_trend", "in_two_in_three")
    }
    for p in periods:
        part = x[p.start : p.end]
        scale = 1e-9 * max(1.0, abs(p.mean))
        if not p.upl - p.lpl > scale:
            continue
        side = _side(part - p.mean, scale)
        outside = np.where(part > p.upl + scale, 1, np.where(part < p.lpl - scale, -1, 0))
        near = np.where(part > p.near_upl + scale, 1, np.where(part < p.near_lpl - scale, -1, 0))
        if two_in_three == "between_2s_3s":
            near = np.where(outside != 0, 0, near)
        columns = {"outside": outside, "near": near, "in_shift": _runs(side, shift_n),
                   "in_trend": _trends(_side(np.diff(part), scale), trend_n, len(part)),
                   "in_two_in_three": _two_in_three(side, near)}  # fmt: skip
        for column, marks in columns.items():
            found[column][p.start : p.end] = marks
    fired = zip(*(found[c] for c in _NAMES), strict=True)
    names = [tuple(_NAMES[c][(m + 1) // 2] for c, m in zip(_NAMES, row, strict=True) if m) for row in fired]
    rule = pd.Series([n[0] if n else "" for n in names], dtype="str")
    return pd.DataFrame({**found, "rule": rule, "all_rules": pd.Series(names, dtype=object)})


def point_types(rules: Iterable[str], direction: str) -> list[str]:
    """Type of each point from its rule: common_cause, improvement, concern, neutral_high or neutral_low."""
    found = []
    for rule in rules:
        if rule not in HIGH and rule not in LOW:
            found.append("common_cause")
        elif direction == "neutral":
            found.append("neutral_high" if rule in HIGH else "neutral_low")
        else:
            found.append("improvement" if (rule in HIGH) == (direction == "increase") else "concern")
    return found


def variation_icon(point_type: str, direction: str) -> str:
    """Icon for the newest point: improvement_high, concern_low …, neutral_high, neutral_low or common_cause."""
    if point_type not in ("improvement", "concern"):
        return point_type
    high = (point_type == "improvement") == (direction == "increase")
    return f"{point_type}_{'high' if high else 'low'}"


def assurance(lpl: float, upl: float, target: float | None, direction: str) -> str | None:
    """consistent_pass, consistent_fail or inconsistent: where the target lies to the newest limits; None without one.

    Where the limits meet (no variation) the value itself is set against the target.
    """
    if target is None or direction == "neutral" or not lpl <= upl:
        return None
    low, high, aim = (lpl, upl, target) if direction == "increase" else (-upl, -lpl, -target)
    if high - low <= 1e-9 * max(1.0, abs(high)):
        return "consistent_pass" if low >= aim - 1e-9 * max(1.0, abs(high)) else "consistent_fail"
    return "consistent_fail" if aim > high else "consistent_pass" if aim < low else "inconsistent"


def runs_test(values: Values, centre: float | None = None) -> RunsTest:
    """Longest run on one side of `centre` (the median if None) and number of crossings, against Anhoej's limits.

    Source: Anhoej and Olesen, PLoS ONE 2014;9:e113825. Gaps and points on the centre are left out.
    """
    x = _floats(values)
    x = x[~np.isnan(x)]
    middle = float(np.median(x)) if centre is None and len(x) else float("nan") if centre is None else centre
    side = _side(x - middle, 1e-9 * max(1.0, abs(middle)))
    side = side[side != 0]
    useful = len(side)
    turns = np.flatnonzero(np.diff(side))
    lengths = np.diff([0, *(turns + 1), useful])
    longest, crossings = int(lengths.max(initial=0)), len(turns)
    if useful < RUNS_FROM:
        return RunsTest(middle, useful, longest, None, crossings, None, None)
    most, least = round(float(np.log2(useful))) + 3, int(stats.binom.ppf(0.05, useful - 1, 0.5))
    return RunsTest(middle, useful, longest, most, crossings, least, longest > most or crossings < least)


def _floats(values: Values) -> Floats:
    return np.array([np.nan if v is None or v is pd.NA else float(v) for v in values], dtype=float)


def _side(difference: Floats, scale: float) -> npt.NDArray[np.int64]:
    """-1, 0 or 1: which side of nothing, within rounding error; a gap is 0, so it breaks runs as a tie does."""
    known = np.nan_to_num(difference)
    return np.where(np.abs(known) <= scale, 0, np.sign(known)).astype(np.int64)


def _runs(side: npt.NDArray[np.int64], length: int) -> npt.NDArray[np.int64]:
    marks = np.zeros(len(side), dtype=np.int64)
    for i in range(len(side) - length + 1):
        if abs(side[i : i + length].sum()) == length:
            marks[i : i + length] = side[i]
    return marks


def _trends(steps: npt.NDArray[np.int64], length: int, n: int) -> npt.NDArray[np.int64]:
    """Points of `length` - 1 steps one way; windows run forward, so a point in two trends takes the later one."""
    marks = np.zeros(n, dtype=np.int64)
    for i in range(len(steps) - length + 2):
        if abs(steps[i : i + length - 1].sum()) == length - 1:
            marks[i : i + length] = steps[i]
    return marks


def _two_in_three(side: npt.NDArray[np.int64], near: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    marks = np.zeros(len(side), dtype=np.int64)
    for i in range(len(side) - 2):
        way = side[i]
        far = near[i : i + 3] == way
        if way and (side[i : i + 3] == way).all() and far.sum() >= 2:
            marks[i : i + 3] = np.where(far, way, marks[i : i + 3])
    return marks
