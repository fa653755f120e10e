"""Ranges that earlier releases printed, as bounds that protection keeps to: whoever kept the papers knows them still.

A range was worked out from what was shown then, and told nothing new. But what follows from figures changes: a record
that comes late makes a sum of two tables wrong that held before, and a relation that does not hold is relied on by
nobody. The range then stands by itself, and may narrow what other figures leave open. So the other tables that protect
small counts are looked for inside every range that stands in the ledger.

A range binds the number that it was printed for. All that is protected is frozen, or taken down once (`standing`), and
kept in the ledger, hidden or not: the number behind a hidden figure is the same in every release. A live figure of a
controlled file follows its records, and a range of what it was says nothing of what it is: those are not taken up. Nor
is a range that does not hold the number as it stands now, which can only be another one (a ledger older than this).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from data_contracts.metric_header import MetricHeader
from release.blocks import Cells
from release.standing import NAME

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_ENDS = ["range_low", "range_high"]
_SLIP = 1e-9
_YES, _N = 0, 3
"""Parts of a row: a share's yes, and the count (`blocks.Cells`)."""


@dataclass(frozen=True)
class Bounds:
    """told: cells in whose place a range was printed; low, high: of each count, nan where there is none.

    shares: rows over the cells, each at most 0: what the range of a share or ratio says of part and whole.
    """

    told: Bools
    low: Floats
    high: Floats
    shares: sparse.csr_array


def bounds(
    cells: Cells, base: pd.DataFrame, headers: Mapping[str, MetricHeader], ledger: pd.DataFrame | None, fixed: Bools
) -> Bounds:
    """What the ranges in `ledger` (NAME, range_low, range_high; null: no end) say of the cells behind `base`.

    A count's range bounds its cell. That of a share, or of a ratio, bounds the part in hundredths of the whole, or, for
    a whole that is `fixed`, in numbers.
    """
    n = len(cells.frame)
    told, low, high = np.zeros(n, dtype=bool), np.full(n, np.nan), np.full(n, np.nan)
    value = cells.frame["value"].to_numpy(dtype=float)
    if ledger is None:
        return Bounds(told, low, high, sparse.csr_array((0, n)))
    said = ledger[ledger[_ENDS].notna().any(axis=1)]
    cell_of = _cells_by_name(cells, base)
    entries: list[tuple[int, float, int, float]] = []
    for name, least, most in zip(said[NAME].itertuples(index=False, name=None), *_ends(said), strict=True):
        header = headers.get(name[0])
        if header is None:  # a measure that was given up
            continue
        part, whole = (cell_of.get((side, *name[1:])) for side in _sides(header))
        if part is None or whole is None:
            continue
        told[part] |= header.kind != "ratio"
        holds = least <= value[part] <= most
        if header.kind != "count":
            holds = least * value[whole] <= 100 * value[part] <= most * value[whole]
        if holds and header.kind == "count":
            low[part], high[part] = least, most
        elif holds and told[part] and fixed[whole]:
            low[part] = np.ceil(least * value[whole] / 100 - _SLIP)
            high[part] = np.floor(most * value[whole] / 100 + _SLIP)
        elif holds:
            entries += [(whole, least, part, -100.0)] * (least > 0) + [(part, 100.0, whole, -most)] * (most < np.inf)
    return Bounds(told, low, high, _matrix(entries, n))


def _cells_by_name(cells: Cells, base: pd.DataFrame) -> dict[tuple[Any, ...], int]:
    """The cell of each figure of `base` by its name, the measure as `_sides` calls it."""
    names = list(base[NAME].itertuples(index=False, name=None))
    found = {}
    for row, part, cell in zip(cells.row.tolist(), cells.part.tolist(), cells.cell.tolist(), strict=True):
        if part in (_YES, _N):
            metric, *rest = names[row]
            found[(f"{metric}.yes" if part == _YES else metric, *rest)] = cell
    return found


def _sides(header: MetricHeader) -> tuple[str, str]:
    """What a measure's range is about: part and whole, for a count both the same."""
    if header.kind == "ratio":
        return header.numerator, header.denominator
    return f"{header.metric}.yes" if header.kind == "share" else header.metric, header.metric


def _ends(said: pd.DataFrame) -> tuple[list[float], list[float]]:
    return (
        said["range_low"].astype("Float64").fillna(0.0).astype(float).tolist(),
        said["range_high"].astype("Float64").fillna(np.inf).astype(float).tolist(),
    )


def _matrix(entries: list[tuple[int, float, int, float]], n: int) -> sparse.csr_array:
    """One row for each pair of cells with their factors."""
    column = np.array([(a, b) for a, _, b, _ in entries], dtype=np.int64).ravel()
    factor = np.array([(f, g) for _, f, _, g in entries], dtype=float).ravel()
    return sparse.csr_array((factor, (np.repeat(np.arange(len(entries)), 2), column)), shape=(len(entries), n))
