"""Which cells add up to which: every additive equation among the cells of a release, as one sparse index.

Cells are quantities, not rows: a live and a frozen row of one key are one cell, and a stock's quarter is the cell of
its last month. An equation is a list of cell numbers, the parent first and its parts after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_contracts.areas import AREAS, CHILDREN, authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import MONTHS
from data_contracts.vocabularies import TEES, TOTAL

Ints = npt.NDArray[np.int64]
SPLIT = ["by1", "cat1", "by2", "cat2"]
CELL = ["metric", "when_kind", "when", "area", *SPLIT]
"""What names a cell. when_kind `at`: a stock at the end of day `when`; otherwise a period that starts on `when`."""
_ABSENT, _UNKNOWN = -1, -2


def area_sums() -> list[tuple[str, tuple[str, ...]]]:
    """(area, the areas that add up to it), every way of cutting the hierarchy."""
    sums = [(area, parts) for area, parts in CHILDREN.items() if area != TEES]
    cuts = product(*[((part,), authorities_of(part)) for part in CHILDREN[TEES]])
    return sums + [(TEES, tuple(a for part in cut for a in part)) for cut in cuts]


@dataclass(frozen=True)
class Equations:
    """Equation e holds cells `cells[start[e]:start[e + 1]]`, parent first; cell c is in `of[at[c]:at[c + 1]]`."""

    start: Ints
    cells: Ints
    at: Ints
    of: Ints

    def __len__(self) -> int:
        return len(self.start) - 1

    def members(self, equation: int) -> Ints:
        """Cells of an equation, the parent first."""
        return self.cells[self.start[equation] : self.start[equation + 1]]

    def containing(self, cell: int) -> Ints:
        """Equations that hold a cell."""
        return self.of[self.at[cell] : self.at[cell + 1]]


def cell_keys(rows: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> pd.DataFrame:
    """The CELL columns of each row (rows: `metric_rows.SCHEMA`), same index."""
    stock = rows["metric"].isin([m for m, h in headers.items() if h.time == "stock"])
    return pd.DataFrame(
        {
            "metric": rows["metric"],
            "when_kind": rows["period_kind"].mask(stock, "at"),
            "when": rows["period_start"].mask(stock, rows["period_end"]),
            **{c: rows[c] for c in ["area", *SPLIT]},
        }
    )


def equations(cells: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> Equations:
    """Every additive equation among `cells` (CELL columns and boolean `known`; the row's place is its number).

    Areas add to partnerships and Tees, categories to their total, months to quarters to years for flows that are not
    counts of distinct children. A cell that is not known (not supplied) is left out of its sums, and a sum whose total
    is not known is no equation.
    """
    additive = [m for m, h in headers.items() if h.kind in ("count", "share")]
    cells = cells.reset_index(drop=True)
    cells["cell"] = np.arange(len(cells))
    cells = cells[cells["metric"].isin(additive)]
    flows = cells[cells["metric"].isin([m for m in additive if adds_over_time(headers[m], headers)])]
    pairs = [*_area_pairs(cells), *_time_pairs(flows), *_category_pairs(cells)]
    return _index(pairs, int(cells["cell"].max()) + 1 if len(cells) else 0)


def adds_over_time(header: MetricHeader, headers: Mapping[str, MetricHeader]) -> bool:
    """Whether months add to quarters: flows do, unless they (or what they are `of`) count distinct children."""
    base = headers.get(header.of, header) if header.of else header
    return header.time == "flow" and base.distinct_of is None and header.distinct_of is None


def _codes(frame: pd.DataFrame, columns: list[str]) -> Ints:
    return np.asarray(frame.groupby(columns, sort=True, observed=True).ngroup(), dtype=np.int64)


def _pairs(block: Ints) -> tuple[Ints, Ints]:
    """(equation, cell) pairs of a block of equations, one a row, parent first; unusable rows are left out."""
    block = block[(block[:, 0] >= 0) & (block != _ABSENT).all(axis=1)]
    equation = np.repeat(np.arange(len(block)), block.shape[1])
    cell = block.ravel()
    return equation[cell >= 0], cell[cell >= 0]


def _numbered(cells: pd.DataFrame) -> Ints:
    return np.where(cells["known"].to_numpy(dtype=bool), cells["cell"].to_numpy(), _UNKNOWN)


def _area_pairs(cells: pd.DataFrame) -> list[tuple[Ints, Ints]]:
    place = {area: i for i, area in enumerate(AREAS)}
    cells = cells[cells["area"].isin(place)]
    if cells.empty:
        return []
    rest = _codes(cells, [c for c in CELL if c != "area"])
    grid = np.full((rest.max() + 1, len(place)), _ABSENT)
    grid[rest, cells["area"].map(place).to_numpy()] = _numbered(cells)
    return [_pairs(grid[:, [place[a] for a in (whole, *parts)]]) for whole, parts in area_sums()]


def _time_pairs(cells: pd.DataFrame) -> list[tuple[Ints, Ints]]:
    if cells.empty:
        return []
    rest = _codes(cells, ["metric", "area", *SPLIT])
    month = (cells["when"].dt.year * 12 + cells["when"].dt.month).to_numpy()
    month = month - month.min()
    kind = cells["when_kind"].to_numpy()
    number = _numbered(cells)
    grids = {k: np.full((rest.max() + 1, month.max() + 13), _ABSENT) for k in ("month", "quarter", "year")}
    for k, grid in grids.items():
        grid[rest[kind == k], month[kind == k]] = number[kind == k]
    found = []
    for whole, part in (("quarter", "month"), ("year", "quarter"), ("year", "month")):
        here = kind == whole
        steps = np.arange(0, MONTHS[whole], MONTHS[part])
        parts = grids[part][rest[here][:, None], month[here][:, None] + steps]
        found.append(_pairs(np.column_stack([number[here], parts])))
    return found


def _category_pairs(cells: pd.DataFrame) -> list[tuple[Ints, Ints]]:
    """One-way tables to the total; two-way tables to both margins and to the total."""
    cells = cells.assign(context=_codes(cells, CELL[:4]))
    cells = cells[cells["known"]]
    margins = cells[cells["by2"] == TOTAL][["context", "by1", "cat1", "cell"]].rename(columns={"cell": "parent"})
    one = cells[(cells["by1"] != TOTAL) & (cells["by2"] == TOTAL)]
    two = cells[cells["by2"] != TOTAL]
    nothing: dict[str, str] = {"margin_by": TOTAL, "margin_cat": TOTAL}
    wanted = [
        one.assign(**nothing),
        two.assign(**nothing),
        two.assign(margin_by=two["by1"], margin_cat=two["cat1"]),
        two.assign(margin_by=two["by2"], margin_cat=two["cat2"]),
    ]
    found = []
    for parts in wanted:
        joined = parts.merge(
            margins, left_on=["context", "margin_by", "margin_cat"], right_on=["context", "by1", "cat1"],
            suffixes=("", "_margin"),
        )  # fmt: skip
        if joined.empty:
            continue
        joined["equation"] = _codes(joined, ["parent", "by1", "by2"])
        parents = joined.drop_duplicates("equation")
        found.append(
            (
                np.concatenate([parents["equation"].to_numpy(), joined["equation"].to_numpy()]),
                np.concatenate([parents["parent"].to_numpy(), joined["cell"].to_numpy()]),
            )
        )
    return found


def _index(pairs: list[tuple[Ints, Ints]], n_cells: int) -> Equations:
    """One index of all pairs; equations of a single cell say nothing and are left out."""
    shifted, offset = [], 0
    for equation, _ in pairs:
        shifted.append(equation + offset)
        offset += int(equation.max()) + 1 if len(equation) else 0
    equation = np.concatenate([*shifted, np.empty(0, int)]).astype(int)
    cell = np.concatenate([*(c for _, c in pairs), np.empty(0, int)]).astype(int)
    sizes = np.bincount(equation, minlength=offset) if len(equation) else np.zeros(0, int)
    keep = sizes[equation] > 1
    equation, cell = equation[keep], cell[keep]
    order = np.argsort(equation, kind="stable")
    equation, cell = np.unique(equation[order], return_inverse=True)[1], cell[order]
    start = np.concatenate([[0], np.cumsum(np.bincount(equation))]).astype(int)
    by_cell = np.argsort(cell, kind="stable")
    at = np.concatenate([[0], np.cumsum(np.bincount(cell, minlength=n_cells))]).astype(int)
    return Equations(start, cell, at, equation[by_cell])
