"""What a board must see in a protected file, and the bands that stand in for it where it cannot be exact.

A band is a range no wider than six that is printed in place of a hidden figure. It lies on a grid that only this home's
key knows, so that it tells no more than that the figure is inside; protection keeps its proofs inside the band, and the
gate counts it as known to every attacker.
"""

import hmac
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_contracts.areas import CHILDREN, authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.ties import MERGED
from data_contracts.vocabularies import TEES, TOTAL
from release.subjects import is_quality

BY_PARTNERSHIP = ("open_on_list", "added_to_list", "removed_from_list", "children_missing", "missing_episodes")
"""Counts whose totals must be seen for Tees and for each partnership."""
FOR_TEES = ("trafficking_concern_without_nrm", "return_interviews_outstanding", "turning_18_within_6_months")
"""Counts whose totals must be seen for Tees, beside every share that assurance is given."""
LEVELS = (("open_on_list", "risk"), ("open_on_list", "category"))
"""Mixes of which the merged levels must be seen by partnership, and the single ones for Tees."""
WIDE = 6
HUNDREDTHS = 4
"""A count's band is so wide; a share's so many in a hundred of its count, if that is more."""
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Bands = tuple[Floats, Floats]
"""Least and most of each cell; nan where there is no band."""
Headers = Mapping[str, MetricHeader]


def must_show(cells: pd.DataFrame, splits: list[str], headers: Headers) -> Bools:
    """Which cells (`blocks.cells_of`: what, area and a column for each split) must be shown if at all possible."""
    metric = cells["what"].str.partition(".")[0]
    area, split = cells["area"], pd.DataFrame({by: cells[by].ne(TOTAL) for by in splits}, index=cells.index)
    headline, tees = ~split.any(axis=1), area.eq(TEES)
    shares = {m: h for m, h in headers.items() if h.kind == "share" and h.protect and not is_quality(h)}
    shares = {m: h for m, h in shares.items() if "assurance" in h.outputs}
    whole = {h.of for h in shares.values()}
    found = headline & area.isin([*CHILDREN]) & metric.isin(BY_PARTNERSHIP)
    found |= headline & tees & metric.isin({*FOR_TEES, *shares, *whole})
    for count, by in LEVELS:
        if by in splits:
            alone = metric.eq(count) & split[by] & split.sum(axis=1).eq(1)
            found |= alone & (tees | (area.isin([*CHILDREN]) & cells[by].isin([*MERGED[by]])))
    return np.asarray(found, dtype=bool)


def bands(cells: pd.DataFrame, dims: list[str], wanted: Bools, headers: Headers, key: bytes) -> Bands:
    """A band for each wanted count, and for the yes of each wanted share."""
    names = list(cells[dims].itertuples(index=False, name=None))
    number, value = {name: i for i, name in enumerate(names)}, cells["value"].to_numpy(dtype=float)
    low, high = np.full(len(cells), np.nan), np.full(len(cells), np.nan)
    for cell in np.flatnonzero(wanted).tolist():
        what, when, area, *split = names[cell]
        metric, _, answer = what.partition(".")
        if answer not in ("", "yes"):
            continue
        own = [number.get((what, when, code, *split)) for code in authorities_of(area)]
        parts = [value[i] for i in own if i is not None]
        rest: list[float] = []
        wide = float(WIDE)
        if answer:
            of = [number[(headers[metric].of, when, code, *split)] for code in (area, *_there(own, area))]
            wide = _wide(value[of[0]])
            rest = [value[n] - part for n, part in zip(of[1:], parts, strict=True)]
        low[cell] = _start(value[cell], wide, parts, rest, hmac.digest(key, repr(names[cell]).encode(), "sha256"))
        high[cell] = low[cell] + wide
    return low, high


def _wide(n: float) -> float:
    """How wide the band of a share of n is, so that it reads as 6 at most, in members or in whole percent outwards."""
    return max(WIDE - float(n > 100), n * HUNDREDTHS // 100)


def _there(own: list[int | None], area: str) -> list[str]:
    return [code for code, i in zip(authorities_of(area), own, strict=True) if i is not None]


def _start(value: float, wide: float, parts: list[float], rest: list[float], digest: bytes) -> float:
    """Where the band of a count begins: the first grid, in an order that only the key tells, that leaves room.

    An authority knows its own part: the band must leave the others' part room, and what is left of the count as well.
    The figure is not at an end, from which other tables could go one way only.
    """
    draw = np.random.default_rng(int.from_bytes(digest, "big"))
    best, start = -np.inf, 0.0
    for offset in draw.permutation(int(wide) + 1).tolist():
        low = max(value - (value - offset) % (wide + 1), 0.0)
        room = _room(low + wide, parts)
        if rest:
            room = min(room, _room(sum(rest) + value - low, rest))
        if (value == low > 0) or value == low + wide:
            room -= wide
        if room > best:
            best, start = room, low
        if room >= WIDE - 2:
            break
    return start


def _room(most: float, parts: list[float]) -> float:
    """How much the band leaves of the others to the authority that knows most, where there are others."""
    total = sum(parts)
    return min((most - part for part in parts if part < total), default=np.inf)
