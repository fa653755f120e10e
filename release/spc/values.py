"""What every chart shares: values with gaps, tolerance, stretches between rebases, the result of a chart.

A series is a sequence of floats or None; None (or nan) is a gap, and a gap is never filled nor bridged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Values = Sequence[float | None] | npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.int8]
ENOUGH = 13
"""Points from which limits and icons are shown."""
BASELINE_FROM = 12
"""Points that a fixed baseline needs."""
EQUAL = 1e-9
"""Numbers that differ by less than this part of their scale are equal: a constant percentage misses its own mean."""


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart whose limits may differ from point to point. kind: p, u, c, t or g.

    points: columns value, centre, lower, upper (nan at a gap) and outside (-1 below, 0 inside, 1 above).
    """

    kind: str
    points: pd.DataFrame


def floats(values: Any) -> Floats:
    """Any sequence as floats, gaps as nan."""
    if isinstance(values, np.ndarray) and values.dtype.kind == "f":
        return values.astype(float)
    return np.array([np.nan if v is None or v is pd.NA else float(v) for v in values], dtype=float)


def spans(n: int, rebase_at: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Stretches (start, end; end not included) between rebases, which are places in the series."""
    return list(pairwise([0, *sorted({c for c in rebase_at if 0 < c < n}), n]))


def baseline(part: Floats, fix_after: int | None, exclude: Sequence[bool] | npt.NDArray[np.bool_] = ()) -> Floats:
    """The points (last axis) that limits rest on: the first `fix_after` known ones of a stretch, the excluded left out.

    ValueError for a baseline of fewer than BASELINE_FROM points.
    """
    if fix_after is not None and fix_after < BASELINE_FROM:
        raise ValueError(f"a fixed baseline needs {BASELINE_FROM} points or more")
    base = part.copy()
    if len(exclude):
        base[..., np.asarray(exclude)] = np.nan
    if fix_after is not None:
        base[np.cumsum(~np.isnan(base), axis=-1) > fix_after] = np.nan
    return base


def sides(difference: Floats, scale: Any) -> Marks:
    """-1, 0 or 1: which side of nothing, within rounding error; a gap is 0, so it breaks runs as a tie does."""
    known = np.nan_to_num(difference)
    return np.where(np.abs(known) <= scale, 0, np.sign(known)).astype(np.int8)


def outside(values: Floats, lower: Floats, upper: Floats) -> Marks:
    """-1, 0 or 1: strictly outside its limits; equal to a limit is inside, and limits that meet flag nothing."""
    with np.errstate(invalid="ignore"):
        slack = EQUAL * np.fmax(np.abs(upper), np.abs(upper - lower))
        apart = upper - lower > slack
        above, below = apart & (values > upper + slack), apart & (values < lower - slack)
    return above.astype(np.int8) - below.astype(np.int8)
