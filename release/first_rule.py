"""Which cells of a release are hidden: a first simple rule, behind the one function `protect`.

Counts of 1 to 4 are hidden where the audience's mode asks for it, then partners, until no single sum gives a hidden
cell away; then what rests on a hidden count. This is not yet the full method (interval protection against those who
know one authority's own counts): it will replace what stands behind `protect`, and a banner says so until then.
"""

from collections import deque
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.vocabularies import TEES, TOTAL
from release.audiences import Audience
from release.first_sums import CELL, Equations, cell_keys, equations
from release.subjects import is_dangerous, is_people

SMALL = (1, 4)
NUMBERS = ["n", "yes", "no", "not_recorded", "value"]
_LAST_RESORT = 1e6

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def protect(rows: pd.DataFrame, headers: Mapping[str, MetricHeader], audience: Audience) -> pd.DataFrame:
    """`rows` (`metric_rows.SCHEMA`, only what the audience gets) with hidden rows at status `c` and without numbers.

    Rows of people metrics that already stand at `c` stay hidden. Same rows, same index, same order; the same input
    in another order hides the same cells. Modes: `release/audiences.toml`. KeyError for a metric without a header.
    """
    rows = rows.copy()
    people = is_people(rows["metric"], headers)
    if audience.mode == "producer" or not people.any():
        return rows
    part = rows[people]
    keys = cell_keys(part, headers)
    number = np.asarray(keys.groupby(CELL, sort=True).ngroup(), dtype=np.int64)
    cells = _cells(part, keys, number)
    allowed = may_hide(part, audience).to_numpy()
    wanted = pd.Series((small(part) & allowed) | (part["status"] == "c").to_numpy())
    cells["hidden"] = wanted.groupby(number).any()
    cells["allowed"] = pd.Series(allowed).groupby(number).any()
    sums = equations(cells, headers)
    hidden = _close(cells, sums)
    hidden = _close(cells.assign(hidden=hidden | _of_hidden(cells, hidden, headers)), sums)
    gone = part.index[hidden[number] & part["status"].isin(["ok", "c"]).to_numpy()]
    rows.loc[gone, NUMBERS] = pd.NA
    rows.loc[gone, "status"] = "c"
    return rows


def may_hide(rows: pd.DataFrame, audience: Audience) -> pd.Series:
    """Rows of people metrics that the audience's mode protects."""
    return is_dangerous(rows) if audience.mode == "controlled" else pd.Series(True, index=rows.index)


def small(rows: pd.DataFrame) -> Bools:
    """Whether the count, or for a share any of its parts, is 1 to 4. A part of 0 is not small."""
    parts = rows[["n", "yes", "no", "not_recorded"]].to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(((parts >= SMALL[0]) & (parts <= SMALL[1])).any(axis=1))


def _cells(rows: pd.DataFrame, keys: pd.DataFrame, number: npt.NDArray[np.int64]) -> pd.DataFrame:
    """One row per cell, in order: CELL columns, `n` (largest of its rows), `known`, `cost` of hiding it."""
    cells = keys.groupby(number).first()
    n = pd.Series(rows["n"].to_numpy(dtype=float, na_value=np.nan))
    cells["n"] = n.groupby(number).max()
    cells["known"] = pd.Series(rows["status"].isin(["ok", "c"]).to_numpy()).groupby(number).any()
    # a hidden zero protects little, so it costs as much as a ten; headlines and Tees are the last to go
    size = cells["n"].fillna(0)
    cost = 1 + np.log1p(size.mask(size == 0, 10))
    headline = cells["by1"] == TOTAL
    cells["cost"] = cost * np.where(headline, 30, 1) * np.where(cells["area"] == TEES, 3, 1)
    return cells


def _of_hidden(cells: pd.DataFrame, hidden: Bools, headers: Mapping[str, MetricHeader]) -> Bools:
    """Shares and medians of a hidden count."""
    counts = cells[hidden][CELL].assign(gone=True).rename(columns={"metric": "of"})
    of = cells[CELL].assign(of=cells["metric"].map({m: h.of or "" for m, h in headers.items()}))
    found = of.merge(counts, how="left", on=["of", *CELL[1:]])["gone"]
    return found.notna().to_numpy()


def _close(cells: pd.DataFrame, sums: Equations) -> Bools:
    """Hide partners until no single sum gives a hidden cell away; returns which cells are hidden."""
    hidden = cells["hidden"].to_numpy(dtype=bool).copy()
    n = cells["n"].to_numpy(dtype=float)
    cost = np.where(cells["allowed"], cells["cost"], cells["cost"] + _LAST_RESORT)
    count = np.add.reduceat(hidden[sums.cells].astype(int), sums.start[:-1]) if len(sums) else np.zeros(0, int)
    queue = deque(np.flatnonzero(count).tolist())
    while queue:
        e = queue.popleft()
        if not _gives_away(sums, e, hidden, n):
            continue
        members = sums.members(e)
        shown = members[~hidden[members]]
        if not len(shown):
            continue
        pick = shown[int(np.argmin([_price(sums, c, count, cost[c]) for c in shown]))]
        hidden[pick] = True
        touched = sums.containing(pick)
        count[touched] += 1
        queue.extend(touched.tolist())
    return hidden


def _gives_away(sums: Equations, e: int, hidden: Bools, n: Floats) -> bool:
    """Whether this sum alone tells a hidden cell: the only one hidden, or hidden parts that are all 0."""
    members = sums.members(e)
    gone = members[hidden[members]]
    if not len(gone):
        return False
    return len(gone) == 1 or (not hidden[members[0]] and not np.nansum(n[gone]) > 0)


def _price(sums: Equations, cell: int, count: npt.NDArray[np.int64], cost: float) -> float:
    """Cost of a partner: cheaper if it mends other sums too, dearer if it opens new ones."""
    around = count[sums.containing(cell)]
    return float(cost * (1 + (around == 0).sum()) / max(1, (around == 1).sum()))
