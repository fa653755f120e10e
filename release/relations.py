"""Which cells hang together: sums, covers and subsets among the cells of a release, as sparse rows over a sorted index.

A cell is a quantity named by its coordinates; a coordinate that a table does not use is the total. What a reader can
work out from the figures shown is exactly what follows from these rows and from counts being whole and not negative.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

Ints = npt.NDArray[np.int64]
Hierarchy = Mapping[str, Sequence[Sequence[str]]]
"""Parent code -> each way of cutting it into codes that add up to it."""


Tie = tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True)
class Relations:
    """eq @ x == 0 and le @ x <= 0 for the values x of `index` (the dims, sorted; one row a cell)."""

    eq: sparse.csr_array
    le: sparse.csr_array
    index: pd.DataFrame


def relations(
    cells: pd.DataFrame,
    dims: Sequence[str],
    hierarchies: Mapping[str, Hierarchy],
    *,
    cover: Mapping[str, Hierarchy] | None = None,
    subset: Sequence[Tie] = (),
    same: Sequence[Tie] = (),
) -> Relations:
    """Relations among `cells`, which must be sorted by `dims` with no cell twice.

    Every parent that is there equals the sum of its parts for every combination of the other coordinates; where a part
    is absent it is only not less than the parts that are there. `cover`: hierarchies that do not add (distinct children
    over months): no part exceeds the whole, the whole never exceeds the sum. `subset`: (rows, rows): the first add up
    to no more than the second; `same`: to the same.
    """
    eq, le, named = _Rows(), _Rows(), _Named(cells, dims)
    for dim in sorted(hierarchies):
        for parent, parts in _families(named, dim, hierarchies[dim]):
            whole = (parts >= 0).all(axis=1)
            eq.add(parent[whole], parts[whole], -1, 1)
            some = ~whole & (parts >= 0).any(axis=1)
            le.add(parent[some], parts[some], -1, 1)
    for dim in sorted(cover or {}):
        for parent, parts in _families(named, dim, (cover or {})[dim]):
            whole = (parts >= 0).all(axis=1)
            le.add(parent[whole], parts[whole], 1, -1)
            for column in range(parts.shape[1]):
                there = parts[:, column] >= 0
                le.add(parent[there], parts[there][:, [column]], -1, 1)
    for rows, tied in ((le, subset), (eq, same)):
        for these, those in tied:
            rows.tie(these, those)
    return Relations(eq.matrix(len(cells)), le.matrix(len(cells)), cells[list(dims)].reset_index(drop=True))


def blocks(found: Relations, moving: npt.NDArray[np.bool_] | None = None) -> list[Ints]:
    """Cells that hang together, each as its sorted numbers; blocks in the order of their first cells.

    moving: cells that can be other than they are for some attacker; what is shown for good ties nothing together.
    """
    n = len(found.index)
    moving = np.ones(n, dtype=bool) if moving is None else moving
    both = abs(sparse.vstack([found.eq, found.le])) @ sparse.diags_array(moving.astype(float))
    count, label = connected_components((both.T @ both).tocsr(), directed=False)
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(label, minlength=count))[:-1])
    return sorted((part for part in parts if moving[part].all()), key=lambda part: int(part[0]))


def _families(cells: "_Named", dim: str, tree: Hierarchy) -> list[tuple[Ints, Ints]]:
    """(parents, parts) of every cut of `dim`: cell numbers, one family a row; -1 for a part that is not there."""
    codes = sorted({code for parent, cuts in tree.items() for cut in cuts for code in (parent, *cut)})
    place = {code: i for i, code in enumerate(codes)}
    number, names = cells.codes[dim]
    here = np.array([place.get(name, -1) for name in names], dtype=np.int64)[number]
    known = here >= 0
    if not known.any():
        return []
    rest = np.unique(cells.name[known] - cells.weight[dim][number[known]], return_inverse=True)[1]
    grid = np.full((rest.max() + 1, len(codes)), -1)
    grid[rest, here[known]] = np.flatnonzero(known)
    found = []
    for parent in sorted(tree):
        column = grid[:, place[parent]]
        for cut in tree[parent]:
            found.append((column[column >= 0], grid[column >= 0][:, [place[code] for code in cut]]))
    return found


class _Named:
    """Cells by one number each, from which a coordinate can be taken away: the sum of a random number per coordinate.

    Sums are modulo 2**64 from a fixed seed: two cells of a hundred thousand share one once in four thousand million.
    """

    def __init__(self, cells: pd.DataFrame, dims: Sequence[str]) -> None:
        draw = np.random.default_rng(64)
        self.codes = {dim: pd.factorize(cells[dim].to_numpy(dtype=object), sort=True) for dim in dims}
        self.weight = {
            dim: draw.integers(0, 2**64, len(names), dtype=np.uint64) for dim, (_, names) in self.codes.items()
        }
        self.name = np.zeros(len(cells), dtype=np.uint64)
        for dim, (number, _) in self.codes.items():
            self.name += self.weight[dim][number]


class _Rows:
    """Rows of a sparse matrix as they are found."""

    def __init__(self) -> None:
        self.row: list[Ints] = []
        self.column: list[Ints] = []
        self.sign: list[Ints] = []
        self.n = 0

    def add(self, parent: Ints, parts: Ints, of_parent: int, of_parts: int) -> None:
        """One row for each parent and its parts; -1 among the parts is nothing."""
        if not len(parent):
            return
        row = np.arange(self.n, self.n + len(parent))
        there = parts >= 0
        self.row += [row, np.repeat(row, there.sum(axis=1))]
        self.column += [parent, parts[there]]
        self.sign += [np.full(len(parent), of_parent), np.full(int(there.sum()), of_parts)]
        self.n += len(parent)

    def tie(self, these: Sequence[int], those: Sequence[int]) -> None:
        """One row: these less those."""
        self.row.append(np.full(len(these) + len(those), self.n))
        self.column.append(np.array([*these, *those], dtype=np.int64))
        self.sign.append(np.array([1] * len(these) + [-1] * len(those)))
        self.n += 1

    def matrix(self, columns: int) -> sparse.csr_array:
        """What was added, each row once."""
        nothing = [np.empty(0, int)]
        row, column, sign = (np.concatenate(nothing + part) for part in (self.row, self.column, self.sign))
        return sparse.csr_array((sign.astype(float), (row, column)), shape=(self.n, columns))
