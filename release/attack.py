"""The gate: what a reader can prove of every hidden figure, worked out from what is shown alone.

Shares no code with `release/disclosure.py` and knows nothing of how figures came to be hidden. An attacker has the
shown figures, all relations, that counts are whole and not negative, and, as an insider, one authority's own counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from release.attack_bounds import UNBOUNDED, Bands, Interval, narrow
from release.attack_proofs import seen_in, true_to
from release.attack_sums import Tie, alone, matrix
from release.progress import Step, no_step

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
OUTSIDER = "outsider"


@dataclass(frozen=True)
class Papers:
    """What earlier releases told, and everybody may have kept: it cannot be taken back.

    shown: numbers that were printed; ends: least and most of numbers that were hidden behind a range (nan: none);
    told: rows over the numbers, each at most 0, from ranges of percentages.
    """

    shown: Bools
    ends: Bands
    told: sparse.csr_array


@dataclass(frozen=True)
class Puzzle:
    """What there is to find out; cells are numbered.

    value: true counts (to judge with, and for an insider's own); shown: whether in the release; owner: which insider
    knows the cell; target: small counts that nobody may find out; given: printed whatever they are (what follows from
    these and from an insider's own counts alone is no finding); assumed: taken as known in a first, harder and quicker
    attack; what that finds is attacked again without. proofs: changes to the true numbers, one row a table, that are
    said to leave all that is shown as it is; each is believed only where it does. marked: printed as hidden. bands:
    least and most of numbers that are printed as a range (nan: of none): every attacker knows them.
    """

    equal: Sequence[Tie]
    under: Sequence[Tie]
    value: Ints
    shown: Bools
    owner: npt.NDArray[Any]
    target: Bools
    given: Bools
    assumed: Bools
    proofs: sparse.csr_array | None = None
    marked: Bools | None = None
    bands: Bands | None = None
    papers: Papers | None = None


@dataclass(frozen=True)
class Finding:
    """One attacker's result. found: targets narrower than the protection; narrowest: of all targets, None if none.

    bounded: targets that what is given, or was told before, leaves narrower than the protection, and the release no
    narrower than that.
    from_one: targets not seen so wide by a reader who takes each hidden figure of the file to be 1 or more, unless it
    is none indeed (`Puzzle.marked`; None where that was not tried).
    """

    attacker: str
    targets: int
    found: Ints
    narrowest: int | None
    bounded: int
    interval: Interval
    from_one: int | None = None


def attack(
    puzzle: Puzzle, protection: int, insiders: Sequence[str], ranges: Bools | None = None, step: Step = no_step
) -> list[Finding]:
    """Attack as an outsider and as each insider. `ranges`: cells whose exact range the outsider works out as well."""
    eq, le = matrix(puzzle.equal, len(puzzle.value)), matrix(puzzle.under, len(puzzle.value))
    # a relation that the true figures belie leads whoever relies on it astray
    eq, le = eq[(eq @ puzzle.value) == 0], le[(le @ puzzle.value) <= 0]
    before, old = np.zeros_like(puzzle.given), None
    if puzzle.papers is not None:
        before, old = puzzle.papers.shown, puzzle.papers.ends
        le = sparse.csr_array(sparse.vstack([le, puzzle.papers.told]))
        puzzle = replace(puzzle, bands=_both(puzzle.bands, old))
    tables = true_to(eq, le, puzzle.value, puzzle.proofs, puzzle.bands)
    found = []
    for done, attacker in enumerate((OUTSIDER, *insiders)):
        step(done, 1 + len(insiders))
        own = np.asarray(puzzle.owner == attacker) & (attacker != OUTSIDER)
        targets = puzzle.target & ~alone(eq, puzzle.value, own)
        proved = seen_in(tables, puzzle.value, puzzle.shown | own)
        left = targets & (proved.width < protection)
        interval = proved
        if left.any() or attacker == OUTSIDER:
            exact = ranges if attacker == OUTSIDER else None
            interval = _joined(_hard_first(eq, le, puzzle, own, left, protection, exact, proved), proved)
        bad = targets & (interval.width < protection)
        bounded = 0
        given = puzzle.given | before
        if bad.any() and (own | given).any():
            # where nothing is given, plain bounds do: what they miss counts against the release
            least_known = narrow(eq, le, _known(puzzle, own | given), bad & given.any(), protection, bands=old)
            room = least_known.high - least_known.low  # certain, and so never too little
            inherent = bad & (room < protection) & (interval.width >= room)
            bounded, bad, targets = int(inherent.sum()), bad & ~inherent, targets & ~inherent
        least = int(interval.width[targets].min()) if targets.any() else None
        from_one = None
        if attacker == OUTSIDER and puzzle.marked is not None:
            from_one = _from_one(eq, le, puzzle, tables, targets & ~bad, protection)
        found.append(Finding(attacker, int(targets.sum()), np.flatnonzero(bad), least, bounded, interval, from_one))
    step(1 + len(insiders), 1 + len(insiders))
    return found


def _both(bands: Bands | None, old: Bands) -> Bands:
    """What is printed now and what was before, together."""
    return old if bands is None else (np.fmax(bands[0], old[0]), np.fmin(bands[1], old[1]))


def _known(puzzle: Puzzle, cells: Bools) -> npt.NDArray[np.float64]:
    return np.where(cells, puzzle.value.astype(float), np.nan)


def _hard_first(
    eq: sparse.csr_array, le: sparse.csr_array, puzzle: Puzzle, own: Bools, targets: Bools, width: int,
    ranges: Bools | None, proved: Interval,
) -> Interval:  # fmt: skip
    """Intervals from what is shown and owned; proved, where that suffices, against a reader who knows more."""
    real = _known(puzzle, puzzle.shown | own)
    if not (puzzle.assumed & ~puzzle.shown & ~own).any():
        return narrow(eq, le, real, targets, width, ranges, seen=proved, bands=puzzle.bands)
    harder = narrow(eq, le, _known(puzzle, puzzle.shown | own | puzzle.assumed), targets, width, bands=puzzle.bands)
    left = targets & (harder.width < width)
    found = narrow(eq, le, real, left, width, ranges, seen=proved, bands=puzzle.bands)
    return _joined(found, harder)


def _from_one(
    eq: sparse.csr_array, le: sparse.csr_array, puzzle: Puzzle, tables: sparse.csr_array, targets: Bools, width: int
) -> int:
    """How many targets are not seen wide in tables where every hidden figure that is not 0 stays 1 or more."""
    marked = np.zeros_like(puzzle.shown) if puzzle.marked is None else puzzle.marked
    least = np.where(marked, np.minimum(puzzle.value, 1), 0).astype(float)
    change = tables.tocoo()
    low = np.zeros(tables.shape[0], dtype=bool)
    low[change.coords[0][puzzle.value[change.coords[1]] + change.data < least[change.coords[1]]]] = True
    seen = seen_in(tables[~low], puzzle.value, puzzle.shown)
    left = targets & (seen.width < width)
    if left.any():
        real = _known(puzzle, puzzle.shown | puzzle.assumed)
        seen = _joined(narrow(eq, le, real, left, width, least=least, bands=puzzle.bands), seen)
    return int((targets & (seen.width < width)).sum())


def _joined(first: Interval, second: Interval) -> Interval:
    """The bounds of the first, and what was seen in either."""
    return Interval(first.low, first.high, np.fmin(first.seen_low, second.seen_low),
                    np.fmax(first.seen_high, second.seen_high))  # fmt: skip


@dataclass(frozen=True)
class Audit:
    """found: targets found out, over all attackers; attackers: how many by each; narrowest: interval of any target.

    ranges: dims, low, high (null: no end) of each hidden cell, from the release alone.
    """

    found: int
    attackers: dict[str, int]
    narrowest: int | None
    ranges: pd.DataFrame


Trees = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]


def audit(
    table: pd.DataFrame, dims: Sequence[str], hierarchies: Trees, policy: Any, truth: pd.DataFrame, *,
    cover: Trees | None = None, subset: Sequence[Tie] = (),
) -> Audit:  # fmt: skip
    """Attack a plain table.

    table: dims, value (null where hidden); truth: dims, value, optional role (`shown`: no target). subset: row numbers
    of `truth`. policy: small, protection, insider_dim, insiders.
    """
    keys = list(truth[list(dims)].itertuples(index=False, name=None))
    number = {key: i for i, key in enumerate(keys)}
    value = truth["value"].to_numpy(dtype=np.int64)
    shown = np.zeros(len(keys), dtype=bool)
    for key, n in zip(table[list(dims)].itertuples(index=False, name=None), table["value"], strict=True):
        shown[number[key]] = not pd.isna(n)
    equal: list[Tie] = []
    under: list[Tie] = [(tuple(a), tuple(b)) for a, b in subset]
    for parent, parts, whole in _families(number, dims, hierarchies):
        (equal if whole else under).append((parts, (parent,)))
    for parent, parts, whole in _families(number, dims, cover or {}):
        under += [((part,), (parent,)) for part in parts]
        under += [((parent,), parts)] if whole else []
    exact = truth["role"].eq("shown").to_numpy() if "role" in truth else np.zeros(len(keys), dtype=bool)
    target = (value >= policy.small[0]) & (value <= policy.small[1]) & ~exact
    owner = truth[policy.insider_dim].to_numpy(dtype=object) if policy.insiders else np.full(len(keys), "")
    found = attack(
        Puzzle(equal, under, value, shown, owner, target, exact, np.zeros_like(shown)),
        policy.protection,
        policy.insiders,
        ~shown,
    )
    least = [f.narrowest for f in found if f.narrowest is not None]
    by_attacker = {f.attacker: len(f.found) for f in found}
    return Audit(sum(by_attacker.values()), by_attacker, min(least, default=None),
                 _ranges(truth.loc[~shown, list(dims)], found[0].interval, ~shown))  # fmt: skip


def _ranges(cells: pd.DataFrame, interval: Interval, where: Bools) -> pd.DataFrame:
    high = interval.high[where]
    ends = pd.array([None if h >= UNBOUNDED else int(h) for h in high], dtype="Int64")
    return cells.assign(low=interval.low[where].astype(int), high=ends)


def _families(
    number: Mapping[tuple[str, ...], int], dims: Sequence[str], trees: Trees
) -> Iterator[tuple[int, tuple[int, ...], bool]]:
    """(parent, parts that are there, whether all are) for every cell and every way to cut one of its coordinates."""
    for key, parent in number.items():
        for at, dim in enumerate(dims):
            for cut in trees.get(dim, {}).get(key[at], ()):
                parts = tuple(number[k] for k in ((*key[:at], c, *key[at + 1 :]) for c in cut) if k in number)
                if parts:
                    yield parent, parts, len(parts) == len(cut)
