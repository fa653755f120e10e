"""What protection's proofs show: other tables, each believed only where it keeps all that an attacker knows."""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from release.attack_bounds import CAP, Bands, Interval

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def true_to(
    eq: sparse.csr_array, le: sparse.csr_array, value: Ints, proofs: sparse.csr_array | None, bands: Bands | None
) -> sparse.csr_array:
    """The proofs that keep every relation, leave no printed range and make no number negative."""
    if proofs is None:
        return sparse.csr_array((0, len(value)))
    claims = proofs.astype(float)
    wrong = np.zeros(claims.shape[0], dtype=bool)
    off = (eq @ claims.T).tocoo()
    wrong[off.coords[1][off.data != 0]] = True
    rise = (le @ claims.T).tocoo()
    wrong[rise.coords[1][rise.data > -(le @ value)[rise.coords[0]]]] = True
    change = claims.tocoo()
    other = value[change.coords[1]] + change.data
    wrong[change.coords[0][other < 0]] = True
    if bands is not None:
        least, most = (ends[change.coords[1]] for ends in bands)
        wrong[change.coords[0][(other < least) | (other > most)]] = True
    return claims[~wrong]


def seen_in(tables: sparse.csr_array, value: Ints, known: Bools) -> Interval:
    """What the true table, and those proved ones that differ in nothing known, show of each number."""
    fits = tables[(abs(tables) @ known.astype(float)) == 0]
    low, high = value.astype(float), value.astype(float)
    if fits.shape[0]:
        low, high = low + fits.min(axis=0).toarray().ravel(), high + fits.max(axis=0).toarray().ravel()
    return Interval(np.zeros(len(low)), np.full(len(low), CAP), low, high)
