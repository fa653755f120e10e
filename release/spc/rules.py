"""Special causes: the four rules, inside each stretch, for one series or for many at once.

Reported in this order: outside the limits; a trend of 7 points; two of three neighbours beyond the near limits; a shift
of 7 points on one side of the mean. Both readings of two in three are there: `beyond_2s` (the NHS teams' tools since
November 2023, the default) counts a point beyond the process limits, `between_2s_3s` (NHSRplotthedots 0.2.2) does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from release.spc.values import Floats, Marks, Values, baseline, floats, sides
from release.spc.xmr import Bounds, Period, bounds

TwoInThree = Literal["beyond_2s", "between_2s_3s"]
NAMES = {"outside": ("outside_below", "outside_above"), "in_trend": ("trend_decreasing", "trend_increasing"),
         "in_two_in_three": ("two_in_three_below", "two_in_three_above"),
         "in_shift": ("shift_below", "shift_above")}  # fmt: skip
"""Rule columns in the order in which they are reported -> names for the low and the high side."""
HIGH = frozenset(high for _, high in NAMES.values())
LOW = frozenset(low for low, _ in NAMES.values())
COLUMNS = ("outside", "near", "in_shift", "in_trend", "in_two_in_three")
_CODES = np.array(["", *(name for pair in NAMES.values() for name in pair)])


@dataclass(frozen=True, eq=False)
class Many:
    """Many series judged at once: limits per series; marks (COLUMNS) and first rule per series and point."""

    bounds: Bounds
    marks: dict[str, Marks]
    rules: npt.NDArray[np.str_]


def special_causes(
    values: Values,
    periods: Sequence[Period],
    *,
    shift_n: int = 7,
    trend_n: int = 7,
    two_in_three: TwoInThree = "beyond_2s",
) -> pd.DataFrame:
    """The four rules, point by point, inside each period.

    Columns outside, near, in_shift, in_trend, in_two_in_three: -1 low, 0 no, 1 high; rule: the first that fired (`""`
    if none); all_rules: every one, tuple. No signal where the limits meet or there are none. All points of a run are
    flagged, so earlier months change when the last one arrives.
    """
    x = floats(values)
    found = {c: np.zeros(len(x), dtype=np.int64) for c in COLUMNS}
    for p in periods:
        numbers = (np.array([v]) for v in (p.n, p.mean, p.avg_mr, p.lpl, p.upl, p.near_lpl, p.near_upl))
        part = marks(x[None, p.start : p.end], Bounds(*numbers), shift_n, trend_n, two_in_three)
        for column in COLUMNS:
            found[column][p.start : p.end] = part[column][0]
    fired = zip(*(found[c] for c in NAMES), strict=True)
    names = [tuple(NAMES[c][(m + 1) // 2] for c, m in zip(NAMES, row, strict=True) if m) for row in fired]
    rule = pd.Series([n[0] if n else "" for n in names], dtype="str")
    return pd.DataFrame({**found, "rule": rule, "all_rules": pd.Series(names, dtype=object)})


def judge_many(
    values: Floats,
    *,
    fix_after: int | None = None,
    screen_outliers: bool = False,
    shift_n: int = 7,
    trend_n: int = 7,
    two_in_three: TwoInThree = "beyond_2s",
) -> Many:
    """XmR limits and rules of every row of `values` (series, points; nan is a gap), without rebases."""
    found = bounds(baseline(values, fix_after), screen_outliers=screen_outliers)
    made = marks(values, found, shift_n, trend_n, two_in_three)
    code = np.zeros(values.shape, dtype=np.int8)
    for place, column in reversed(list(enumerate(NAMES))):
        mark = made[column]
        np.copyto(code, np.where(mark > 0, 2 * place + 2, 2 * place + 1).astype(np.int8), where=mark != 0)
    return Many(found, made, _CODES[code])


def marks(x: Floats, b: Bounds, shift_n: int, trend_n: int, two_in_three: TwoInThree) -> dict[str, Marks]:
    """COLUMNS -> marks of each point of `x` (series, points) against each series' own limits."""
    scale, mean = b.scale[:, None], b.mean[:, None]
    with np.errstate(invalid="ignore"):
        judged = (b.upl - b.lpl > b.scale)[:, None] & ~np.isnan(x)
        far = _beyond(x, b.lpl[:, None] - scale, b.upl[:, None] + scale)
        near = _beyond(x, b.near_lpl[:, None] - scale, b.near_upl[:, None] + scale)
    side = sides(x - mean, np.nan_to_num(scale))
    steps = sides(np.diff(x, axis=1), np.nan_to_num(scale))
    near = np.where(far != 0, 0, near) if two_in_three == "between_2s_3s" else near
    found = {"outside": far, "near": near, "in_shift": _spread(_windows(side, shift_n), shift_n, x.shape),
             "in_trend": _spread(_windows(steps, trend_n - 1), trend_n, x.shape),
             "in_two_in_three": _two_in_three(side, near)}  # fmt: skip
    return {c: np.where(judged, m, 0).astype(np.int8) for c, m in found.items()}


def _beyond(x: Floats, low: Floats, high: Floats) -> Marks:
    return (x > high).astype(np.int8) - (x < low).astype(np.int8)


def _windows(side: Marks, length: int) -> Marks:
    """Per window of `length` entries: -1 or 1 if all lie on that side, else 0; (series, windows)."""
    sums = np.cumsum(np.pad(side, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    if sums.shape[1] <= length:
        return np.zeros((len(side), 0), dtype=np.int8)
    inside = sums[:, length:] - sums[:, :-length]
    return np.where(np.abs(inside) == length, np.sign(inside), 0).astype(np.int8)


def _spread(starts: Marks, length: int, shape: tuple[int, ...]) -> Marks:
    """Marks on all `length` points of each flagged window; a point in two windows takes the later one's side."""
    found = np.zeros(shape, dtype=np.int8)
    many = starts.shape[1]
    for k in range(length - 1, -1, -1):
        if many:
            np.copyto(found[:, k : k + many], starts, where=starts != 0)
    return found


def _two_in_three(side: Marks, near: Marks) -> Marks:
    """The far points of three neighbours that lie on one side of the mean with at least two of them far."""
    found, way = np.zeros(side.shape, dtype=np.int8), _windows(side, 3)
    many = way.shape[1]
    if many:
        far = sum((near[:, k : k + many] == way).astype(np.int8) for k in range(3))
        hit = np.where(far >= 2, way, 0)
        for k in range(3):
            part = near[:, k : k + many]
            np.copyto(found[:, k : k + many], part, where=(hit != 0) & (part == hit))
    return found
