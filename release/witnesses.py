"""The proofs behind protection: for each attacker, other tables that agree with all that the attacker sees.

A witness is a list of whole-number changes to hidden cells. What an attacker can prove of a cell is at least as wide as
the span of the cell over the true table and the witnesses that leave alone what this attacker knows.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse

from release.solver import WarmProgram

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
_FREE_OF_CHARGE = 1e-3
"""What moving a hidden cell costs: nearly nothing, but small moves win."""
_BEYOND = 3e5
"""What it costs to leave a band: more than hiding any cell."""
_DEAR = 30.0
"""From where it is worth looking for a cheaper way to part the width: headlines and what must be seen cost more."""


@dataclass
class Block:
    """One linked block of cells that may move. knows: attacker x cell, the last attacker an outsider; width: needed.

    eq, le: relations over its cells; room: how far each `le` may still rise. fall, rise: how far a cell may go without
    leaving its band (anywhere, if it has none); firm: cells whose band was printed before, which nothing may leave.
    """

    eq: sparse.csr_array
    le: sparse.csr_array
    room: Floats
    value: Ints
    cost: Floats
    unit: Ints
    knows: Bools
    width: int
    fall: Floats
    rise: Floats
    firm: Bools
    programs: int = 0
    conflicts: int = 0
    """Targets that cannot be so wide whatever is hidden; they are as wide as can be."""
    moves: list[Ints] = field(default_factory=list)
    """Witnesses: a change for each cell; `proofs` those that are left at the end."""

    def run(self, hidden: Bools, targets: Bools, free: Bools) -> Bools:
        """Hidden cells, so that each target not known to an attacker is `width` wide for that attacker.

        free: may be shown again (an unprinted or earlier hidden cell may not).
        """
        start = hidden.copy()
        self.hidden = hidden.copy()
        self.low = np.tile(self.value, (len(self.knows), 1))
        self.high = self.low.copy()
        # the two sides of each sum
        self.sides = sparse.csr_array(self.eq.maximum(0)), sparse.csr_array((-self.eq).maximum(0))
        others = np.array([self._of_others(known) for known in self.knows])
        self.need = np.where(targets & others, self.width, 0)
        self._open()
        for attacker, known in enumerate(self.knows):
            todo = [t for t in np.flatnonzero(self.need[attacker]).tolist() if not self._wide(attacker, t)]
            if not todo:
                continue
            self._know(known)
            for target in todo:
                if not self._wide(attacker, target):
                    self._widen(attacker, target)
        self._show_again(start, free)
        return self.hidden

    def _of_others(self, known: Bools) -> Bools:
        """Cells to which somebody adds whom the attacker does not know: neither known nor sums of known and noughts."""
        found = ~known
        for _ in range(2):  # sums of sums
            for parts, whole in (self.sides, self.sides[::-1]):
                nobody = parts @ np.where(found, self.value, 0) == 0
                mine = (np.diff(whole.indptr) == 1) & nobody & (parts @ (~found).astype(np.int64) > 0)
                found[whole.indices[whole.indptr[:-1][mine]]] = False
        return found

    def _wide(self, attacker: int, cell: int) -> bool:
        return bool(self.high[attacker, cell] - self.low[attacker, cell] >= self.need[attacker, cell])

    def _open(self) -> None:
        """The program: a rise and a fall for each cell."""
        n, sums = len(self.value), self.eq.shape[0]
        rows = sparse.vstack([self.eq, self.le]).tocsr()
        high = np.concatenate([np.zeros(sums), self.room])
        low = np.concatenate([np.zeros(sums), np.full(len(self.room), -np.inf)])
        self.fall = np.minimum(self.fall, self.value)
        soft = np.flatnonzero((np.isfinite(self.rise) | (self.fall < self.value)) & ~self.firm)
        # columns: every cell's rise and fall, inside its band, and those of soft bands beyond them
        self.cell = np.concatenate([np.arange(n), np.arange(n), soft, soft])
        self.sign = np.repeat([1.0, -1.0, 1.0, -1.0], [n, n, len(soft), len(soft)])
        beyond = np.concatenate([np.full(len(soft), np.inf), (self.value - self.fall)[soft]])
        self.most = np.concatenate([self.rise, self.fall, beyond])
        cost = np.where(self.hidden, _FREE_OF_CHARGE, self.cost)[self.cell]
        cost[2 * n :] = _BEYOND
        columns = sparse.csr_array(rows[:, self.cell] @ sparse.diags_array(self.sign))
        self.program = WarmProgram(columns, low, high, self.most, cost)
        self.kept = np.zeros(len(self.cell), dtype=bool)  # columns that leave a band which nothing has left so far
        self.kept[2 * n :] = True

    def _know(self, known: Bools) -> None:
        """Hold still what the attacker knows, let go the rest."""
        self.base = np.where(known[self.cell] | self.kept, 0.0, self.most)
        self.known = known
        changed = np.flatnonzero(self.base != self.program.upper)
        self.program.bound(changed, np.zeros(len(changed)), self.base[changed])

    def _widen(self, attacker: int, cell: int) -> None:
        """Find witnesses that make the cell wide enough for the attacker, or as wide as it can be."""
        if self._spread(attacker, cell, self.width):
            return
        shut = np.flatnonzero(self.kept & ~self.known[self.cell])
        self.base[shut] = self.most[shut]
        self.program.bound(shut, np.zeros(len(shut)), self.base[shut])
        if not len(shut) or not self._spread(attacker, cell, self.width):
            self.conflicts += 1
            widths = range(self.width - 1, 0, -1)
            self.need[attacker, cell] = next((w for w in widths if self._spread(attacker, cell, w)), 0)
        self._know(self.known)

    def _spread(self, attacker: int, cell: int, width: int) -> bool:
        """Whether witnesses are found, or were, in which the cell is so wide: some less than it is, some more.

        The first way to part the width that hides nothing dear, or the cheapest way there is.
        """
        value = int(self.value[cell])
        self.need[attacker, cell] = width
        below, above = value - self.low[attacker, cell], self.high[attacker, cell] - value
        best = min(value, width // 2)
        least, cheapest = np.inf, list[Ints]()
        for down in sorted(range(min(value, width) + 1), key=lambda d: (abs(d - best), -d)):
            steps = [by for by, there in ((-down, below >= down), (width - down, above >= width - down)) if not there]
            price, changes = self._priced(cell, steps)
            if price < least:
                least, cheapest = price, changes
            if least < _DEAR:
                break
        for change in cheapest:
            self._keep(change)
        return bool(np.isfinite(least))

    def _priced(self, cell: int, steps: list[int]) -> tuple[float, list[Ints]]:
        """Witnesses in which the cell differs by each step, and what it costs to hide what else differs in them."""
        price, changes, newly = 0.0, list[Ints](), np.zeros(len(self.value), dtype=bool)
        for by in steps:
            change = self._move(cell, by)
            if change is None:
                price = np.inf
                break
            changes.append(change)
            more = self._newly(change) & ~newly
            beyond = np.unique(self.cell[self.kept & self._leaves(change)[self.cell]])
            price += float(self.cost[more].sum()) + _BEYOND * len(beyond)
            self._price(more, hidden=True)  # what one hides is hidden for the next
            newly |= more
        self._price(newly, hidden=False)
        return price, changes

    def _move(self, cell: int, by: int) -> Ints | None:
        """A table in which the cell differs by `by`, as a change of every cell; what else differs in it is hidden."""
        n = len(self.value)
        own = np.flatnonzero(self.cell == cell)  # its other columns are shut, else they would undo the move
        held = np.zeros(len(own))
        held[int(by < 0)] = abs(by)
        if held[int(by < 0)] > self.base[own[int(by < 0)]]:
            return None
        self.program.bound(own, held, held)
        found = self.program.solve()
        self.programs += 1
        self.program.bound(own, np.zeros(len(own)), self.base[own])
        if found is None:
            return None
        change = np.bincount(self.cell, found * self.sign, n).astype(np.int64)
        slip = (self.eq @ change).any() or (self.value + change < 0).any() or (self.le @ change > self.room).any()
        return None if slip else change  # a solver's slip is no proof

    def _keep(self, change: Ints) -> None:
        """Take up a witness: what it proves, what it hides, and the bands that it leaves."""
        self.moves.append(change)
        left = self._leaves(change)
        if left.any():  # such a band is not printed: leaving it costs nothing more
            self.program.price(np.flatnonzero(left[self.cell] & self.kept), _FREE_OF_CHARGE)
            self.kept &= ~left[self.cell]
        moved = change != 0
        for attacker, known in enumerate(self.knows):
            if not (moved & known).any():
                self.low[attacker] = np.minimum(self.low[attacker], self.value + change)
                self.high[attacker] = np.maximum(self.high[attacker], self.value + change)
        newly = self._newly(change)
        self._price(newly, hidden=True)
        self.hidden |= newly

    def _leaves(self, change: Ints) -> Bools:
        return (change > self.rise) | (-change > self.fall)

    def _newly(self, change: Ints) -> Bools:
        """Cells shown so far that this witness hides."""
        return np.isin(self.unit, self.unit[(change != 0) & ~self.hidden]) & ~self.hidden

    def _price(self, cells: Bools, hidden: bool) -> None:
        """What it costs to move these cells inside their bands: next to nothing once they are hidden."""
        columns = np.flatnonzero(cells)
        cost = np.full(len(columns), _FREE_OF_CHARGE) if hidden else self.cost[columns]
        self.program.price(np.concatenate([columns, columns + len(self.value)]), np.tile(cost, 2))

    def _show_again(self, start: Bools, free: Bools) -> None:
        """Show secondary units again, the dearest first, where the other witnesses still cover every target."""
        self.proofs = sparse.csr_array((0, len(self.value)), dtype=np.int64)
        if not self.moves:
            return
        moves = np.array(self.moves)
        serves = np.array([[not (m[known] != 0).any() for m in moves] for known in self.knows])
        alive = np.ones(len(moves), dtype=bool)
        extra = [u for u in np.unique(self.unit[self.hidden & ~start]) if (free | ~self.hidden)[self.unit == u].all()]
        price = {u: float(self.cost[self.unit == u].sum()) for u in extra}
        for u in sorted(extra, key=lambda u: (-price[u], u)):
            mine = self.unit == u
            used = alive & (moves[:, mine] != 0).any(axis=1)
            if used.any() and not self._covered(moves, serves, alive & ~used, used):
                continue
            alive &= ~used
            self.hidden[mine] = False
        self.proofs = sparse.csr_array(moves[alive])

    def _covered(self, moves: Ints, serves: Bools, alive: Bools, gone: Bools) -> bool:
        """Whether the witnesses alive still cover what those gone moved."""
        touched = (moves[gone] != 0).any(axis=0)
        for attacker in range(len(serves)):
            check = np.flatnonzero(touched & (self.need[attacker] > 0))
            if not len(check) or not (gone & serves[attacker]).any():
                continue
            left = moves[alive & serves[attacker]][:, check]
            span = np.maximum(left.max(axis=0, initial=0), 0) - np.minimum(left.min(axis=0, initial=0), 0)
            if (span < self.need[attacker, check]).any():
                return False
        return True
