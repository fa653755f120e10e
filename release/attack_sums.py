"""How numbers hang together, as matrices: the gate's own list, and which sums are all an insider's own."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Tie = tuple[tuple[int, ...], tuple[int, ...]]
"""(these cells, those cells): the sums of both are equal, or the first is not more than the second."""


def matrix(ties: Sequence[Tie], n: int) -> sparse.csr_array:
    """These minus those, one row a tie."""
    row = [i for i, (these, those) in enumerate(ties) for _ in (*these, *those)]
    column = [c for these, those in ties for c in (*these, *those)]
    sign = [s for these, those in ties for s in (*[1.0] * len(these), *[-1.0] * len(those))]
    return sparse.csr_array((sign, (row, column)), shape=(len(ties), n))


def alone(eq: sparse.csr_array, value: Ints, own: Bools) -> Bools:
    """An insider's own cells, and sums to which no one else adds anything: a count of the insider's own children.

    That the others' parts are 0 can be worked out from such a sum; a nought is nobody's count.
    """
    found = own.copy()
    plus, minus = sparse.csr_array(eq.maximum(0)), sparse.csr_array((-eq).maximum(0))
    for _ in range(2):  # a partnership's cell first, then Tees, which adds partnerships
        for parts, whole in ((plus, minus), (minus, plus)):
            mine = (np.diff(whole.indptr) == 1) & (parts @ np.where(found, 0, value) == 0)
            found[whole[mine].indices] |= (parts[mine] @ found.astype(int)) > 0
    return found
