"""Confidence intervals for shares, counts and rates: Wilson, exact chi-square, Byar. Pure and vectorised.

Sources: Wilson (1927) as in Newcombe, Statistics in Medicine 1998;17:857; Garwood (1936) for the exact interval;
Byar's approximation as in Breslow and Day, Statistical Methods in Cancer Research II (1987), page 69; the switch at
10 events is that of the Office for Health Improvement and Disparities.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

EXACT_BELOW = 10
"""Events from which Byar's approximation is used: there it is within 0.2 % of the exact 95 % limits."""

Floats = npt.NDArray[np.float64]


def proportion_ci(x: npt.ArrayLike, n: npt.ArrayLike, confidence: float = 0.95) -> pd.DataFrame:
    """Wilson score interval of `x` out of `n`: columns value, lower, upper (0 to 1), one row per pair.

    Null where n is 0 or either is null, never 0 %. ValueError if x < 0, n < 0 or x > n.
    """
    events, of = aligned(x, n)
    if np.any(events < 0) or np.any(of < 0) or np.any(events > of):
        raise ValueError("a share needs 0 <= x <= n")
    of = np.where(of > 0, of, np.nan)
    z = _z(confidence)
    share = events / of
    middle = share + z**2 / (2 * of)
    half = z * np.sqrt(share * (1 - share) / of + z**2 / (4 * of**2))
    scale = 1 + z**2 / of
    # the closed form misses 0 and 1 by rounding error at the ends, so the ends are set
    lower = np.where(events == 0, 0.0 * share, np.clip((middle - half) / scale, 0, 1))
    upper = np.where(events == of, share, np.clip((middle + half) / scale, 0, 1))
    return pd.DataFrame({"value": share, "lower": lower, "upper": upper})


def count_ci(x: npt.ArrayLike, confidence: float = 0.95, method: str = "auto") -> pd.DataFrame:
    """Poisson interval of a count: columns value, lower, upper, method (`exact` or `byar`), one row per count.

    method auto: exact under 10 events, Byar from 10. Null counts give nulls. ValueError on negative counts, an
    unknown method, or Byar where its lower limit is undefined (negative cube root).
    """
    if method not in ("auto", "exact", "byar"):
        raise ValueError("method must be auto, exact or byar")
    (events,) = aligned(x)
    if np.any(events < 0):
        raise ValueError("a count cannot be negative")
    byar = {"auto": events >= EXACT_BELOW, "exact": events < 0, "byar": events >= 0}[method]
    low, high = _exact(events, confidence)
    byar_low, byar_high = _byar(np.where(byar, events, np.nan), confidence)
    return pd.DataFrame(
        {
            "value": events,
            "lower": np.where(byar, byar_low, low),
            "upper": np.where(byar, byar_high, high),
            "method": pd.Series(np.where(byar, "byar", "exact"), dtype="str"),
        }
    )


def rate_ci(
    events: npt.ArrayLike,
    denominator: npt.ArrayLike,
    per: float = 10_000,
    confidence: float = 0.95,
    method: str = "auto",
) -> pd.DataFrame:
    """Rate per `per` and its Poisson interval: columns value, lower, upper, method.

    Null where the denominator is null or 0. ValueError on negative numbers.
    """
    counts, of = aligned(events, denominator)
    if np.any(of < 0):
        raise ValueError("a denominator cannot be negative")
    of = np.where(of > 0, of, np.nan)
    found = count_ci(counts, confidence, method)
    for column in ("value", "lower", "upper"):
        found[column] = found[column].to_numpy() / of * per
    return found


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    return float(stats.norm.ppf(0.5 + confidence / 2))


def aligned(*arrays: Any) -> list[Floats]:
    """One-dimensional float arrays of one length; nulls as nan."""
    floats = [
        np.atleast_1d(a.to_numpy(dtype=float, na_value=np.nan) if isinstance(a, pd.Series) else np.asarray(a, float))
        for a in arrays
    ]
    return [np.array(a) for a in np.broadcast_arrays(*floats)]


def _exact(events: Floats, confidence: float) -> tuple[Floats, Floats]:
    _z(confidence)
    tail = (1 - confidence) / 2
    # scipy gives nan for 0 degrees of freedom where the limit is 0
    lower = np.where(events == 0, 0.0, stats.chi2.ppf(tail, 2 * np.where(events > 0, events, np.nan)) / 2)
    return lower, stats.chi2.ppf(1 - tail, 2 * events + 2) / 2


def _byar(events: Floats, confidence: float) -> tuple[Floats, Floats]:
    z = _z(confidence)
    if np.any(events == 0):
        raise ValueError("Byar's interval is undefined for 0 events; use exact")
    root = 1 - 1 / (9 * events) - z / (3 * np.sqrt(events))
    if np.any(root < 0):
        raise ValueError("Byar's lower limit is undefined for so few events; use exact")
    above = events + 1
    return events * root**3, above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
