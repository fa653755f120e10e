"""How far hidden whole numbers can be narrowed down, given linear relations: bounds outside, witnesses inside.

`low` and `high` hold for certain (bound propagation, then linear programs); `seen_low` and `seen_high` were met in
whole tables that fit everything known. Where both agree the interval is exact; a target counts by what was seen, so
that doubt counts against the release.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Bands = tuple[Floats, Floats]
"""Least and most of each cell as printed, nan where nothing is."""
CAP = 1e6
UNBOUNDED = CAP / 2
_SLIP = 1e-6
_IDLE, _SWEEPS, _NODES, _BATCH = 3, 200, 2000, 500
"""Rounds without a gain before single programs; passes of propagation; branches of one whole-number program (a limit of
time would make a release hang on how busy the machine is); cells that are worked on at a time."""


@dataclass(frozen=True)
class Interval:
    """Per cell: certain bounds, and the least and most seen in whole tables (nan: none seen)."""

    low: Floats
    high: Floats
    seen_low: Floats
    seen_high: Floats

    @property
    def width(self) -> Floats:
        """Span that whole tables prove; 0 where none was found."""
        return np.nan_to_num(self.seen_high - self.seen_low, nan=0.0)


def narrow(
    eq: sparse.csr_array, le: sparse.csr_array, known: Floats, targets: Bools, width: int, exact: Bools | None = None,
    least: Floats | None = None, seen: Interval | None = None, bands: Bands | None = None,
) -> Interval:  # fmt: skip
    """Intervals under eq @ x == 0, le @ x <= 0 (any whole factors), x whole and >= 0, x = known where that is not nan.

    Targets are worked on until `width` is seen or refuted; cells of `exact` until their bounds are those of the linear
    program, or better. Other cells keep what propagation gives. least: a bound below each cell in place of 0; then
    targets are only looked at in a few random tables. seen: what tables that fit are known to show already. bands:
    printed least and most of cells, nan where none is.
    """
    there = ~np.isnan(known)
    n = len(known)
    low, high = np.where(there, known, 0.0 if least is None else least), np.where(there, known, CAP)
    if bands is not None:
        low, high = np.where(there, low, np.fmax(low, bands[0])), np.where(there, high, np.fmin(high, bands[1]))
    rows, most = _rows(eq, le, there, known)
    free = np.flatnonzero(~there)
    low[free], high[free] = _propagate(rows, most, low[free], high[free])
    search = _Search(rows, most, int((np.diff(eq[:, free].tocsr().indptr) > 0).sum()), low[free], high[free])
    if seen is not None:
        search.seen_low = np.fmin(search.seen_low, seen.seen_low[free])
        search.seen_high = np.fmax(search.seen_high, seen.seen_high[free])
    search.random(targets[free], width, _SWEEPS if least is None else _IDLE)
    mark = np.zeros(n, bool) if exact is None else exact
    if least is None:
        search.settle(targets[free], width, mark[free])
    low[free], high[free] = search.low, search.high
    seen_low, seen_high = low.copy(), high.copy()
    seen_low[free], seen_high[free] = search.seen_low, search.seen_high
    return Interval(low, high, seen_low, seen_high)


def _rows(eq: sparse.csr_array, le: sparse.csr_array, there: Bools, known: Floats) -> tuple[sparse.csr_array, Floats]:
    """Rows over the unknown cells and their most: sums first, as <=, then inequalities, then sums turned round."""
    of_known = np.where(there, known, 0.0)
    parts, most = [], []
    for matrix in (eq, le):
        left = matrix[:, ~there].tocsr()
        used = np.diff(left.indptr) > 0
        parts.append(left[used])
        most.append(-(matrix @ of_known)[used])
    rows = sparse.vstack([parts[0], parts[1], -parts[0]]).tocsr()
    return rows, np.concatenate([most[0], most[1], -most[0]])


def _propagate(rows: sparse.csr_array, most: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Bounds narrowed by each row in turn, as long as that helps."""
    entries = rows.tocoo()
    at, column, factor = entries.coords[0], entries.coords[1], entries.data
    up = factor > 0
    for _ in range(_SWEEPS):
        least = factor * np.where(up, low[column], high[column])
        loose = ~up & (high[column] >= UNBOUNDED)  # what has no end bounds nothing else in its row
        left = ((most - np.bincount(at, least, len(most)))[at] + least) / factor
        left = np.where(np.bincount(at, loose, len(most))[at] > loose, np.where(up, np.inf, -np.inf), left)
        new_low, new_high = low.copy(), high.copy()
        np.minimum.at(new_high, column[up], np.floor(left[up] + _SLIP))
        np.maximum.at(new_low, column[~up], np.ceil(left[~up] - _SLIP))
        if (new_low == low).all() and (new_high == high).all():
            break
        low, high = new_low, new_high
    return low, high


class _Search:
    """The unknown cells, in parts that do not touch, and what whole tables were seen."""

    def __init__(self, rows: sparse.csr_array, most: Floats, sums: int, low: Floats, high: Floats) -> None:
        self.rows, self.most, self.low, self.high = rows, most, low, high
        self.forward = len(most) - sums
        self.sums = sums
        self.seen_low = np.where(low == high, low, np.nan)
        self.seen_high = self.seen_low.copy()
        open_cells = sparse.diags_array((high > low).astype(float))
        touching = abs(rows) @ open_cells
        self.parts, self.part = connected_components(touching.T @ touching, directed=False)

    def _solve(self, columns: Ints, cost: Floats) -> tuple[Floats, bool]:
        """The best table over some whole parts; whether there is one."""
        rows = self.rows[: self.forward][:, columns].tocsr()
        outside = self.rows[: self.forward] @ self._fixed(columns)
        used = np.diff(rows.indptr) > 0
        is_sum = np.arange(self.forward) < self.sums
        most = self.most[: self.forward] - outside
        found = linprog(
            cost, A_eq=rows[used & is_sum], b_eq=most[used & is_sum], A_ub=rows[used & ~is_sum],
            b_ub=most[used & ~is_sum], bounds=np.column_stack([self.low[columns], self.high[columns]]), method="highs",
        )  # fmt: skip
        return (found.x, True) if found.status == 0 else (np.full(len(columns), np.nan), False)

    def _fixed(self, columns: Ints) -> Floats:
        """The cells that are known to a number, 0 for those to be found."""
        fixed = np.where(self.low == self.high, self.low, 0.0)
        fixed[columns] = 0.0
        return fixed

    def _note(self, columns: Ints, x: Floats) -> Bools:
        """Keep the parts that came out whole; which of the columns are in such parts."""
        off = np.abs(x - np.round(x)) > 1e-6
        broken = np.zeros(self.parts, dtype=bool)
        broken[self.part[columns[off]]] = True
        good = ~broken[self.part[columns]]
        here, value = columns[good], np.round(x[good])
        self.seen_low[here] = np.fmin(self.seen_low[here], value)
        self.seen_high[here] = np.fmax(self.seen_high[here], value)
        return good

    def random(self, targets: Bools, width: int, rounds: int) -> None:
        """Corners that push all targets not yet seen wide enough, in random directions and their opposites."""
        draw = np.random.default_rng(20)
        idle, left = 0, len(targets) + 1
        while idle < _IDLE and (rounds := rounds - 1) >= 0:
            goal = np.minimum(width, self.high - self.low)
            wanted = targets & ~(self.seen_high - self.seen_low >= goal) & (self.high > self.low)
            if not wanted.any():
                return
            idle = 0 if wanted.sum() < left else idle + 1
            left = int(wanted.sum())
            cost = np.where(wanted, draw.choice([-1.0, 1.0], len(wanted)) * draw.uniform(0.5, 1, len(wanted)), 0.0)
            for columns in self._batches(wanted):
                for side in (cost[columns], -cost[columns]):
                    x, ok = self._solve(columns, side)
                    if ok:
                        self._note(columns, x)

    def _batches(self, wanted: Bools) -> list[Ints]:
        """The cells of whole parts that hold a wanted one, about _BATCH at a time."""
        free = self.high > self.low
        size = np.bincount(self.part[free], minlength=self.parts)
        size[np.setdiff1d(np.arange(self.parts), self.part[wanted])] = 0
        batch = np.where(size > 0, np.cumsum(size) // _BATCH, -1)[self.part]
        return [np.flatnonzero(free & (batch == b)) for b in np.unique(batch[batch >= 0])]

    def _unsettled(self, targets: Bools, width: int, exact: Bools) -> tuple[Bools, Bools]:
        """Cells whose least, and whose most, is still to be worked out."""
        seen = np.nan_to_num(self.seen_high - self.seen_low, nan=-1.0)
        wide = (seen >= width) & ~exact
        wanted = (targets | exact) & ~wide & (self.high > self.low)
        return wanted & ~(self.seen_low == self.low), wanted & ~(self.seen_high == self.high)

    def settle(self, targets: Bools, width: int, exact: Bools) -> None:
        """One linear program for one cell of every part at a time; whole-number programs for what is left."""
        done = np.zeros((2, len(self.low)), dtype=bool)
        while True:
            pending = np.array(self._unsettled(targets, width, exact)) & ~done
            if not pending.any():
                break
            side, cell = np.nonzero(pending)
            _, first = np.unique(self.part[cell], return_index=True)
            side, cell = side[first], cell[first]
            columns = np.flatnonzero(np.isin(self.part, self.part[cell]) & (self.high > self.low))
            cost = np.zeros(len(self.low))
            cost[cell] = np.where(side == 0, 1.0, -1.0)
            x, ok = self._solve(columns, cost[columns])
            done[side, cell] = True
            if not ok:
                continue
            self._note(columns, x)
            value = np.full(len(self.low), np.nan)
            value[columns] = x
            least, greatest = cell[side == 0], cell[side == 1]
            self.low[least] = np.maximum(self.low[least], np.ceil(value[least] - 1e-6))
            most = np.floor(value[greatest] + 1e-6)
            self.high[greatest] = np.where(
                most < UNBOUNDED / 100, np.minimum(self.high[greatest], most), self.high[greatest]
            )
        for left in np.flatnonzero(targets & ~(self.seen_high - self.seen_low >= width)).tolist():
            if self.high[left] - self.low[left] >= width and not self.seen_high[left] - self.seen_low[left] >= width:
                self._whole(left)

    def _whole(self, cell: int) -> None:
        """Least and most of one cell by whole-number programs over its part."""
        columns = np.flatnonzero((self.part == self.part[cell]) & (self.high > self.low))
        rows = self.rows[:, columns].tocsr()
        used = np.diff(rows.indptr) > 0
        most = (self.most - self.rows @ self._fixed(columns))[used]
        for sign in (1.0, -1.0):
            found = milp(
                np.where(columns == cell, sign, 0.0), integrality=np.ones(len(columns)),
                bounds=Bounds(self.low[columns], self.high[columns]),
                constraints=LinearConstraint(rows[used], -np.inf, most), options={"node_limit": _NODES},
            )  # fmt: skip
            if found.x is not None:
                self._note(columns, found.x)
