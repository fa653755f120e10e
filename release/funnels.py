"""Funnels: areas of different size against one baseline, as England's public health office draws them.

Shares: plain normal limits around the pooled share. Rates: the area's own interval (exact under 10 events, Byar from
10) against the pooled rate, and limits from the Poisson distribution. Significance is withheld where fewer than 5
are expected: there the limits over-signal. No adjustment for over-dispersion: four areas cannot support one. A funnel
is a reason to ask, never a league table.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy import special, stats

from release.intervals import Floats, aligned, rate_ci

LEVELS = {"95": 0.95, "99_8": 0.998}
EXPECTED_FROM = 5
"""Expected events, and expected non-events for a share, from which significance is given."""


@dataclass(frozen=True, eq=False)
class Funnel:
    """kind: proportion or rate; baseline: 0 to 1, or events per head.

    areas: one row per area as given: value, lower_95, upper_95, lower_99_8, upper_99_8 (limits at its size),
    significance (low_99_8, low_95, none, high_95, high_99_8; "" where withheld or nothing is known), reliable.
    """

    kind: str
    baseline: float
    areas: pd.DataFrame


def funnel_proportion(x: Any, n: Any, baseline: float | None = None) -> Funnel:
    """Shares of areas against `baseline` (all areas pooled if None); strictly outside a limit is significant.

    Null where n is 0 or null. ValueError if x < 0, n < 0 or x > n.
    """
    events, of = aligned(x, n)
    if np.any(events < 0) or np.any(of < 0) or np.any(events > of):
        raise ValueError("a share needs 0 <= x <= n")
    of = np.where(of > 0, of, np.nan)
    middle = _pooled(events, of) if baseline is None else baseline
    found = funnel_curve(middle, of, "proportion").assign(value=events / of)
    expected = np.minimum(of * middle, of * (1 - middle))
    low, high = (
        {k: np.asarray(found["value"] < found[f"lower_{k}"]) for k in LEVELS},
        {k: np.asarray(found["value"] > found[f"upper_{k}"]) for k in LEVELS},
    )
    return _judged("proportion", middle, found, expected, low, high)


def funnel_rate(events: Any, population: Any, baseline: float | None = None) -> Funnel:
    """Rates (events per head) of areas against `baseline` (pooled if None), by each area's own interval.

    Null where the population is 0 or null. ValueError on negative numbers.
    """
    counts, of = aligned(events, population)
    if np.any(counts < 0) or np.any(of < 0):
        raise ValueError("events and populations cannot be negative")
    of = np.where(of > 0, of, np.nan)
    middle = _pooled(counts, of) if baseline is None else baseline
    found = funnel_curve(middle, of, "rate").assign(value=counts / of)
    own = {k: rate_ci(counts, of, per=1, confidence=level) for k, level in LEVELS.items()}
    low = {k: np.asarray(own[k]["upper"] < middle) for k in LEVELS}
    high = {k: np.asarray(own[k]["lower"] > middle) for k in LEVELS}
    return _judged("rate", middle, found, of * middle, low, high)


def funnel_curve(baseline: float, n_grid: Any, kind: Literal["proportion", "rate"]) -> pd.DataFrame:
    """Limits at each size in `n_grid` for drawing: columns n, lower_95, upper_95, lower_99_8, upper_99_8.

    proportion: normal limits, cut to 0..1. rate (per head): the rate at which so many events, or fewer (or more), have
    a chance of 0.025 (0.001) when the baseline holds. Limits meet at a baseline of 0, and of 1 for a share.
    """
    if kind not in ("proportion", "rate"):
        raise ValueError("kind must be proportion or rate")
    (n,) = aligned(n_grid)
    found = {"n": n}
    for name, level in LEVELS.items():
        low, high = (_normal if kind == "proportion" else _poisson)(baseline, n, (1 - level) / 2)
        found |= {f"lower_{name}": low, f"upper_{name}": high}
    return pd.DataFrame(found)


def _pooled(events: Floats, of: Floats) -> float:
    known = ~np.isnan(events) & ~np.isnan(of)
    return float(events[known].sum() / of[known].sum()) if known.any() else float("nan")


def _normal(share: float, n: Floats, tail: float) -> tuple[Floats, Floats]:
    reach = stats.norm.ppf(1 - tail) * np.sqrt(share * (1 - share) / n)
    return np.maximum(share - reach, 0.0), np.minimum(share + reach, 1.0)


def _poisson(rate: float, n: Floats, tail: float) -> tuple[Floats, Floats]:
    """Events k with P(X <= k) = tail, and with P(X >= k) = tail, for the expected number; as rates."""
    expected = n * rate
    with np.errstate(invalid="ignore"):
        few = np.where(np.exp(-expected) > tail, 0.0, special.pdtrik(tail, expected))
        many = np.where(expected > 0, special.pdtrik(1 - tail, expected) + 1, 0.0)
    return np.where(np.isnan(n), np.nan, few / n), np.where(np.isnan(n), np.nan, many / n)


def _judged(kind: str, middle: float, found: pd.DataFrame, expected: Floats, low: Any, high: Any) -> Funnel:
    """Significance from both levels, withheld where too few are expected."""
    reliable = np.nan_to_num(expected) >= EXPECTED_FROM
    said = np.select([low["99_8"], high["99_8"], low["95"], high["95"]],
                     ["low_99_8", "high_99_8", "low_95", "high_95"], "none")  # fmt: skip
    said = np.where(reliable & found["value"].notna().to_numpy(), said, "")
    columns = ["value", *(f"{side}_{k}" for k in LEVELS for side in ("lower", "upper"))]
    areas = found[columns].assign(significance=pd.Series(said, dtype="str"), reliable=reliable)
    return Funnel(kind, middle, areas)
