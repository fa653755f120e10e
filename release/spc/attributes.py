"""Charts of counts and shares whose limits come from their distribution: p, u and c charts.

Sources: Montgomery, Introduction to Statistical Quality Control, chapter 7; Laney's correction (Quality Engineering
2002;14:531) as a switch, for large denominators only. One rule: strictly outside the limits.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from release.spc.values import Chart, Floats, baseline, floats, outside, spans

SIGMAS, D2 = 3, 1.128
"""Limits lie three standard deviations out; an average moving range of two is 1.128 standard deviations."""


def p_chart(
    x: Any,
    n: Any,
    *,
    fix_after: int | None = None,
    rebase_at: Iterable[int] = (),
    exclude: Sequence[bool] = (),
    laney: bool = False,
) -> Chart:
    """Shares x of n: centre the pooled share, limits 3 sqrt(p(1-p)/n) from it, cut to 0..1.

    n = 0 gives a gap. exclude: True for points that are drawn and tested but not used for the centre. ValueError if
    x < 0, n < 0 or x > n, or for a baseline under 12 points.
    """
    events, of = floats(x), floats(n)
    if np.any(events > of):
        raise ValueError("a share needs 0 <= x <= n")
    return _chart("p", events, of, lambda p, m: np.sqrt(p * (1 - p) / m), 1.0, fix_after, rebase_at, exclude, laney)


def u_chart(
    x: Any,
    exposure: Any,
    *,
    fix_after: int | None = None,
    rebase_at: Iterable[int] = (),
    exclude: Sequence[bool] = (),
    laney: bool = False,
) -> Chart:
    """Counts per exposure: centre sum x / sum e, limits 3 sqrt(u/e) from it, not under 0. Arguments as `p_chart`."""
    return _chart("u", floats(x), floats(exposure), _poisson, np.inf, fix_after, rebase_at, exclude, laney)


def c_chart(
    x: Any, *, fix_after: int | None = None, rebase_at: Iterable[int] = (), exclude: Sequence[bool] = ()
) -> Chart:
    """Counts: centre their mean, limits 3 sqrt(c) from it, not under 0. Under a mean of 0.0917 any case signals."""
    events = floats(x)
    of = np.where(np.isnan(events), np.nan, 1.0)
    return _chart("c", events, of, _poisson, np.inf, fix_after, rebase_at, exclude, False)


def _poisson(mean: float, of: Floats) -> Floats:
    return np.asarray(np.sqrt(mean / of))


def _chart(
    kind: str,
    x: Floats,
    of: Floats,
    spread: Any,
    most: float,
    fix_after: int | None,
    rebase_at: Iterable[int],
    exclude: Sequence[bool],
    laney: bool,
) -> Chart:
    """Stretch by stretch: centre from the baseline, limits of every point from its own denominator."""
    if np.any(x < 0) or np.any(of < 0):
        raise ValueError("counts and denominators cannot be negative")
    of = np.where((of > 0) & ~np.isnan(x), of, np.nan)
    x = np.where(np.isnan(of), np.nan, x)
    centre, reach = np.full(len(x), np.nan), np.full(len(x), np.nan)
    for start, end in spans(len(x), rebase_at):
        here = slice(start, end)
        base = baseline(x[here], fix_after, list(exclude)[here] if len(exclude) else ())
        used = ~np.isnan(base)
        if not used.any():
            continue
        middle = float(base[used].sum() / of[here][used].sum())
        sigma = spread(middle, of[here])
        if laney:
            z = np.where(used, (base / of[here] - middle) / np.where(sigma > 0, sigma, np.nan), np.nan)
            ranges = np.abs(np.diff(z))
            sigma = sigma * (np.nanmean(ranges) / D2 if (~np.isnan(ranges)).any() else np.nan)
        centre[here], reach[here] = np.where(np.isnan(of[here]), np.nan, middle), SIGMAS * sigma
    lower, upper = np.maximum(centre - reach, 0.0), np.minimum(centre + reach, most)
    value = x / of
    return Chart(kind, pd.DataFrame({"value": value, "centre": centre, "lower": lower, "upper": upper,
                                     "outside": outside(value, lower, upper)}))  # fmt: skip
