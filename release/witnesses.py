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


@dataclass
class Block:
    """One linked block. eq, le: its relations; knows: attacker x cell, the last attacker an outsider; width: needed."""

    eq: sparse.csr_array
    le: sparse.csr_array
    value: Ints
    cost: Floats
    unit: Ints
    knows: Bools
    width: int
    programs: int = 0
    conflicts: int = 0
    moves: list[Ints] = field(default_factory=list)
    """Witnesses: a change for each cell."""

    def run(self, hidden: Bools, targets: Bools, fixed: Bools, free: Bools) -> Bools:
        """Hidden cells, so that each target not known to an attacker is `width` wide for that attacker.

        fixed: shown for good; free: may be shown (an unprinted or earlier hidden cell may not).
        """
        start = hidden.copy()
        self.hidden, self.fixed = hidden.copy(), fixed
        self.low = np.tile(self.value, (len(self.knows), 1))
        self.high = self.low.copy()
        self._open()
        for attacker, known in enumerate(self.knows):
            todo = [t for t in np.flatnonzero(targets & ~known) if not self._wide(attacker, t)]
            if not todo:
                continue
            self._know(known)
            for target in todo:
                if not self._wide(attacker, target) and not self._widen(attacker, int(target)):
                    self.conflicts += 1
        self._show_again(start, targets, free)
        return self.hidden

    def _wide(self, attacker: int, cell: int) -> bool:
        return bool(self.high[attacker, cell] - self.low[attacker, cell] >= self.width)

    def _open(self) -> None:
        """The program: a rise and a fall for each cell that is not fixed."""
        self.cells = np.flatnonzero(~self.fixed)
        eq, le = self.eq[:, self.cells].tocsr(), self.le[:, self.cells].tocsr()
        room = -(self.le @ self.value)
        eq_used, le_used = np.diff(eq.indptr) > 0, (np.diff(le.indptr) > 0) & (room >= 0)
        rows = sparse.vstack([eq[eq_used], le[le_used]]).tocsr()
        high = np.concatenate([np.zeros(int(eq_used.sum())), room[le_used].astype(float)])
        low = np.concatenate([np.zeros(int(eq_used.sum())), np.full(int(le_used.sum()), -np.inf)])
        self.most = np.concatenate([np.full(len(self.cells), np.inf), self.value[self.cells].astype(float)])
        cost = np.where(self.hidden, _FREE_OF_CHARGE, self.cost)[self.cells]
        both = sparse.hstack([rows, -rows]).tocsr()
        self.program = WarmProgram(both, low, high, self.most, np.concatenate([cost, cost]))
        self.column = np.full(len(self.value), -1)
        self.column[self.cells] = np.arange(len(self.cells))

    def _know(self, known: Bools) -> None:
        """Hold still what the attacker knows, let go the rest."""
        still = np.tile(known[self.cells], 2)
        columns = np.arange(len(still))
        self.base = np.where(still, 0.0, self.most)
        changed = self.base != self.program.upper
        self.program.bound(columns[changed], np.zeros(int(changed.sum())), self.base[changed])

    def _widen(self, attacker: int, cell: int) -> bool:
        """Find witnesses that make the cell wide enough for the attacker; False if there are none."""
        value = int(self.value[cell])
        best = min(value, self.width // 2)
        for down in sorted(range(min(value, self.width) + 1), key=lambda d: (abs(d - best), -d)):
            below, above = value - self.low[attacker, cell], self.high[attacker, cell] - value
            if below < down and not self._move(cell, -down):
                continue
            if above >= self.width - down or self._move(cell, self.width - down):
                return True
        return False

    def _move(self, cell: int, by: int) -> bool:
        """Whether there is a table in which the cell differs by `by`; what else differs in it is hidden."""
        up, down = int(self.column[cell]), int(self.column[cell]) + len(self.cells)
        pair = np.array([up, down])
        if self.base[up] == 0:
            return False
        held = np.array([max(by, 0), max(-by, 0)], dtype=float)
        self.program.bound(pair, held, held)
        found = self.program.solve()
        self.programs += 1
        self.program.bound(pair, np.zeros(2), self.base[pair])
        if found is None:
            return False
        change = np.zeros(len(self.value), dtype=np.int64)
        change[self.cells] = (found[: len(self.cells)] - found[len(self.cells) :]).astype(np.int64)
        self._keep(change)
        return True

    def _keep(self, change: Ints) -> None:
        moved = change != 0
        if (self.eq @ change).any() or (self.value + change < 0).any():
            return  # a solver's slip is no proof
        self.moves.append(change)
        for attacker, known in enumerate(self.knows):
            if not (moved & known).any():
                self.low[attacker] = np.minimum(self.low[attacker], self.value + change)
                self.high[attacker] = np.maximum(self.high[attacker], self.value + change)
        newly = np.isin(self.unit, self.unit[moved & ~self.hidden]) & ~self.fixed & ~self.hidden
        if newly.any():
            self.hidden |= newly
            columns = self.column[newly]
            self.program.price(np.concatenate([columns, columns + len(self.cells)]), _FREE_OF_CHARGE)

    def _show_again(self, start: Bools, targets: Bools, free: Bools) -> None:
        """Show secondary units again, the dearest first, where the other witnesses still cover every target."""
        if not self.moves:
            return
        moves = np.array(self.moves)
        serves = np.array([[not (m[known] != 0).any() for m in moves] for known in self.knows])
        wide = (self.high - self.low >= self.width) & targets & ~self.knows
        alive = np.ones(len(moves), dtype=bool)
        extra = [u for u in np.unique(self.unit[self.hidden & ~start]) if (free | ~self.hidden)[self.unit == u].all()]
        price = {u: float(self.cost[self.unit == u].sum()) for u in extra}
        for u in sorted(extra, key=lambda u: (-price[u], u)):
            mine = self.unit == u
            used = alive & (moves[:, mine] != 0).any(axis=1)
            if used.any() and not self._covered(moves, serves, wide, alive & ~used, used):
                continue
            alive &= ~used
            self.hidden[mine] = False

    def _covered(self, moves: Ints, serves: Bools, wide: Bools, alive: Bools, gone: Bools) -> bool:
        """Whether the witnesses alive still cover what those gone moved."""
        touched = (moves[gone] != 0).any(axis=0)
        for attacker in range(len(wide)):
            check = np.flatnonzero(wide[attacker] & touched)
            if not len(check) or not (gone & serves[attacker]).any():
                continue
            left = moves[alive & serves[attacker]][:, check]
            span = np.maximum(left.max(axis=0, initial=0), 0) - np.minimum(left.min(axis=0, initial=0), 0)
            if (span < self.width).any():
                return False
        return True
