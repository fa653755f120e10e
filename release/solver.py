"""One linear program that is solved again and again with a few bounds changed: HiGHS, kept warm.

highspy is the package; where only scipy is installed, the same solver inside it serves.
"""

from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

try:
    core: Any = import_module("highspy")
    _Highs = core.Highs
except ImportError:  # the same classes, as scipy ships them
    core = import_module("scipy.optimize._highspy._core")
    _Highs = core._Highs

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
CHEAP = 0.1
"""Cost under which a column counts as free to move."""


class WarmProgram:
    """min cost @ y, low <= A y <= high, bounds on y. Bounds and costs change between solutions; the basis is kept."""

    def __init__(self, matrix: sparse.csr_array, low: Floats, high: Floats, upper: Floats, cost: Floats) -> None:
        self.columns = matrix.shape[1]
        self._parts = matrix, low, high
        self.upper, self.cost = upper.astype(float).copy(), cost.astype(float).copy()
        self.lower = np.zeros(self.columns)
        self.fractions = 0
        self._warm = self._load()

    def _load(self, whole: npt.NDArray[np.bool_] | None = None) -> Any:
        """The solver with the program in it; `whole`: columns that may move, then all in whole numbers."""
        matrix, low, high = self._parts
        by_column = sparse.csc_array(matrix)
        lp = core.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, matrix.shape[0]
        lp.col_cost_, lp.col_lower_ = self.cost, self.lower
        lp.col_upper_ = self.upper if whole is None else np.where(whole, self.upper, 0.0)
        if whole is not None:
            lp.integrality_ = [core.HighsVarType.kInteger] * self.columns
        lp.row_lower_, lp.row_upper_ = low, high
        lp.a_matrix_.format_ = core.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_ = by_column.indptr, by_column.indices
        lp.a_matrix_.value_ = by_column.data
        highs = _Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 1), ("presolve", "off")):
            highs.setOptionValue(option, value)
        highs.passModel(lp)
        return highs

    def bound(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Set bounds of some columns."""
        self.lower[columns], self.upper[columns] = lower, upper
        for column, low, high in zip(columns.tolist(), lower.tolist(), upper.tolist(), strict=True):
            self._warm.changeColBounds(column, low, high)

    def price(self, columns: Ints, cost: float | Floats) -> None:
        """Set the cost of some columns, one for all or one each."""
        self.cost[columns] = cost
        for column, one in zip(columns.tolist(), self.cost[columns].tolist(), strict=True):
            self._warm.changeColCost(column, one)

    def solve(self) -> Floats | None:
        """The best y in whole numbers, or None if none is found. A fraction is solved again as a whole-number program.

        First with only the columns that the fraction uses, or that cost next to nothing; then with all.
        """
        found = self._run(self._warm)
        if found is None or np.abs(found - np.round(found)).max(initial=0) < 1e-6:
            return None if found is None else np.round(found)
        self.fractions += 1
        few = (found > 1e-6) | (self.cost < CHEAP) | (self.lower > 0)
        for columns in (few, np.ones(self.columns, dtype=bool)):
            whole = self._load(columns)
            whole.setOptionValue("presolve", "on")
            whole.setOptionValue("mip_max_nodes", 500)
            whole.setOptionValue("mip_rel_gap", 0.25)
            y = self._run(whole)
            if y is not None:
                return np.round(y)
        return None

    def _run(self, highs: Any) -> Floats | None:
        highs.run()
        if highs.getModelStatus() != core.HighsModelStatus.kOptimal:
            return None
        return np.array(highs.getSolution().col_value, dtype=float)
