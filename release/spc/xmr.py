"""XmR limits: mean of the points, limits from their moving ranges, one set for each stretch between rebases.

As in NHS "Making Data Count" and NHSRplotthedots 0.2.2, with screening of moving ranges off unless asked for (as in the
NHS teams' own tools). The core takes many series at once; `xmr` is one series of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from release.spc.values import ENOUGH, EQUAL, Floats, Values, baseline, floats, spans

LIMIT, SCREEN = 2.66, 3.267
"""Limits lie 2.66 average moving ranges from the mean (NHS); screening leaves out ranges of 3.267 averages or more."""


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


@dataclass(frozen=True, eq=False)
class Bounds:
    """Mean and limits of many series: every array has one entry per series."""

    n: npt.NDArray[np.int64]
    mean: Floats
    avg_mr: Floats
    lpl: Floats
    upl: Floats
    near_lpl: Floats
    near_upl: Floats

    @property
    def scale(self) -> Floats:
        """What is too small to count as a difference, per series."""
        return np.asarray(EQUAL * np.fmax(np.abs(self.mean), self.avg_mr))


def bounds(base: Floats, *, screen_outliers: bool = False, factor: float = LIMIT) -> Bounds:
    """XmR mean and limits of each row of `base` (series, points); a gap drops both its moving ranges."""
    ranges = np.abs(np.diff(base, axis=1))
    average = _mean(ranges)
    if screen_outliers:
        with np.errstate(invalid="ignore"):
            kept = (ranges < SCREEN * average[:, None]) | (average[:, None] == 0)
        average = _mean(np.where(kept, ranges, np.nan))
    mean, far = _mean(base), factor * average
    near = far * 2 / 3
    n = (~np.isnan(base)).sum(axis=1)
    return Bounds(n, mean, average, mean - far, mean + far, mean - near, mean + near)


def xmr(
    values: Values, *, fix_after: int | None = None, rebase_at: Iterable[int] = (), screen_outliers: bool = False
) -> list[Period]:
    """XmR mean and limits of one series, one Period per stretch between rebases (places in `values`).

    fix_after: limits from the first so many points of each stretch only; ValueError under 12.
    """
    x = floats(values)
    found = []
    for start, end in spans(len(x), rebase_at):
        b = bounds(baseline(x[None, start:end], fix_after), screen_outliers=screen_outliers)
        mean, spread, low, high = (float(a[0]) for a in (b.mean, b.avg_mr, b.lpl, b.upl))
        near_low, near_high = float(b.near_lpl[0]), float(b.near_upl[0])
        n = int((~np.isnan(x[start:end])).sum())
        found.append(Period(start, end, n, mean, spread, low, high, near_low, near_high, n < ENOUGH))
    return found


def _mean(rows: Floats) -> Floats:
    """Mean of each row's known entries; nan where there are none."""
    known = ~np.isnan(rows)
    n = known.sum(axis=1)
    total = np.where(known, rows, 0.0).sum(axis=1)
    return np.where(n > 0, total / np.maximum(n, 1), np.nan)
