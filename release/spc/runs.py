"""The runs test for short or rare series: has the middle moved? It needs no limits."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from release.spc.values import EQUAL, Values, floats, sides

RUNS_FROM = 10
"""Useful points from which the test speaks."""


@dataclass(frozen=True)
class RunsTest:
    """Anhoej's runs test: `useful` points are those off the centre; signal None under RUNS_FROM of them."""

    centre: float
    useful: int
    longest: int
    longest_limit: int | None
    crossings: int
    crossings_limit: int | None
    signal: bool | None


def runs_test(values: Values, centre: float | None = None) -> RunsTest:
    """Longest run on one side of `centre` (the median if None) and number of crossings, against Anhoej's limits.

    Source: Anhoej and Olesen, PLoS ONE 2014;9:e113825. Points on the centre are left out; a gap ends a run and is
    no crossing: what lies on its two sides is not joined.
    """
    x = floats(values)
    known = ~np.isnan(x)
    middle = (float(np.median(x[known])) if known.any() else float("nan")) if centre is None else centre
    side = sides(x - middle, EQUAL * max(abs(middle), float(np.nanmax(np.abs(x - middle))) if known.any() else 0.0))
    stretch = np.cumsum(~known)[side != 0]
    side = side[side != 0]
    useful = len(side)
    crossed, joined = np.diff(side) != 0, np.diff(stretch) == 0
    ends = np.flatnonzero(crossed | ~joined) + 1
    longest = int(np.diff([0, *ends, useful]).max(initial=0))
    crossings = int((crossed & joined).sum())
    if useful < RUNS_FROM:
        return RunsTest(middle, useful, longest, None, crossings, None, None)
    most, steps = round(float(np.log2(useful))) + 3, int(joined.sum())
    least = int(stats.binom.ppf(0.05, steps, 0.5)) if steps else 0
    return RunsTest(middle, useful, longest, most, crossings, least, longest > most or crossings < least)
