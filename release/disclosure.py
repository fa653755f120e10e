"""Which cells of a release are hidden, so that no small count can be found out: sequential linear programs.

For every small count and every attacker two other tables are found that are as true to all that the attacker sees, and
in which the count differs enough. Cells that differ in them are hidden. Hidden cells only ever grow in number, so each
pair of tables, once found, stays the proof. The gate (`release/attack.py`) shares no code with this file.

Method: S-LP over linked blocks, as in Fischetti and Salazar-Gonzalez, Management Science 2001;47:1008, by heuristics.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from release.progress import Step, no_step
from release.relations import Hierarchy, Ints, Relations, Tie, blocks, relations
from release.witnesses import Block

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
MUST = 20.0


@dataclass(frozen=True)
class Policy:
    """What is protected, how wide, against whom.

    small: least and most of a small count; protection: how far apart the ends of what an attacker can prove must be at
    least; insiders: codes of `insider_dim`, each of whom knows every cell with that code; weights: dim -> code -> how
    much dearer it is to hide such a cell; must_show: each a mapping dim -> code of cells that are the last to go.
    """

    small: tuple[int, int] = (1, 4)
    protection: int = 4
    insider_dim: str = "area"
    insiders: tuple[str, ...] = ()
    total: str = "Total"
    weights: Mapping[str, Mapping[str, float]] | None = None
    must_show: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Protected:
    """table: dims, value, status in ok, primary, secondary (never leaves the room); report: numbers about the run.

    proofs: one row for each other table that protection rests on: by how much each cell of `table` differs in it.
    """

    table: pd.DataFrame
    report: dict[str, Any] = field(default_factory=dict)
    proofs: sparse.csr_array = field(default_factory=lambda: sparse.csr_array((0, 0)), repr=False)


def protect(
    cells: pd.DataFrame,
    dims: Sequence[str],
    hierarchies: Mapping[str, Hierarchy],
    policy: Policy,
    ledger: pd.DataFrame | None = None,
    *,
    cover: Mapping[str, Hierarchy] | None = None,
    subset: Sequence[Tie] = (),
    same: Sequence[Tie] = (),
    facts: sparse.csr_array | None = None,
    strict: bool = True,
    step: Step = no_step,
) -> Protected:
    """`cells` with a status each, sorted by `dims`; any order of cells gives the same pattern.

    cells: `dims` as text, `value` a whole number not below 0; optional `role`: free (the default), shown (printed
    whatever it is) or unprinted (nobody prints it, and it is protected all the same); optional `unit`: a number shared
    by cells that are printed together or not at all; optional `weight`: how much dearer than others it is to hide;
    optional `low`, `high`: the cell's band, kept unless a row of `proofs` leaves it; `firm`: printed before, it binds.
    ledger: dims, `status` ok or c of earlier releases, which stand. subset, same: ties by row numbers; facts: rows over
    the cells, each at most 0, known beside them. strict: sums that do not add up are refused, else left out. step: told
    of progress. ValueError: no counts, twice, or wrong sums.
    """
    cells, place = _sorted(cells, list(dims))
    subset, same = ([(place[list(a)].tolist(), place[list(b)].tolist()) for a, b in t] for t in (subset, same))
    found = relations(cells, dims, hierarchies, cover=cover, subset=subset, same=same)
    value = cells["value"].to_numpy(dtype=np.int64)
    found, holds = _true(found, value, None if facts is None else facts[:, np.argsort(place)])
    if strict and not holds.all():
        raise ValueError(f"{int((~holds).sum())} sums do not add up")
    role = cells["role"].to_numpy(dtype=object)
    small = (value >= policy.small[0]) & (value <= policy.small[1]) & (role != "shown")
    seen, before = _earlier(cells, list(dims), ledger)
    fixed = seen | (role == "shown")
    start = (small | before) & ~fixed | (role == "unprinted")
    hidden, lps, conflicts, proofs = _solve(found, cells, policy, start, small, fixed, step)
    status = np.where(hidden, np.where(small, "primary", "secondary"), "ok")
    table = cells[list(dims)].assign(value=value, status=status)
    return Protected(table, _report(hidden, role, small, lps, conflicts, holds), proofs)


def _true(found: Relations, value: Ints, facts: sparse.csr_array | None) -> tuple[Relations, Bools]:
    """The relations whose sums hold, and the facts with them; which of all sums hold."""
    holds = np.asarray((found.eq @ value) == 0)
    under = [found.le] if facts is None else [found.le, facts]
    return Relations(found.eq[holds], sparse.csr_array(sparse.vstack(under)), found.index), holds


def _report(
    hidden: Bools, role: npt.NDArray[Any], small: Bools, lps: int, conflicts: int, holds: Bools
) -> dict[str, Any]:
    gone = int((hidden & (role != "unprinted")).sum())
    return {"cells": len(hidden), "hidden": gone, "small": int(small.sum()), "programs": lps, "conflicts": conflicts,
            "belied": int((~holds).sum())}  # fmt: skip


def _sorted(cells: pd.DataFrame, dims: list[str]) -> tuple[pd.DataFrame, Ints]:
    """Cells in order with every column there, and where each row of the given frame went."""
    value = cells["value"]
    if value.isna().any() or (value < 0).any() or (value % 1 != 0).any():
        raise ValueError("a count is a whole number, 0 or more")
    if cells.duplicated(dims).any():
        raise ValueError("a cell stands there twice")
    cells = cells.assign(
        role=cells.get("role", "free"),
        unit=cells["unit"] if "unit" in cells else np.arange(len(cells)),
        low=cells.get("low", np.nan),
        high=cells.get("high", np.nan),
        firm=cells.get("firm", False),
    )
    order = cells.reset_index(drop=True).sort_values(dims, kind="stable").index.to_numpy()
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return cells.iloc[order].reset_index(drop=True), place


def _earlier(cells: pd.DataFrame, dims: list[str], ledger: pd.DataFrame | None) -> tuple[Bools, Bools]:
    """Cells that were shown, and that were hidden, in an earlier release."""
    nothing = np.zeros(len(cells), dtype=bool)
    if ledger is None or ledger.empty:
        return nothing, nothing.copy()
    was = cells[dims].merge(ledger[[*dims, "status"]].drop_duplicates(dims), on=dims, how="left")["status"]
    return was.eq("ok").to_numpy(dtype=bool), was.eq("c").to_numpy(dtype=bool)


def _weights(cells: pd.DataFrame, dims: Sequence[str], policy: Policy) -> Floats:
    """What hiding each cell costs: more for larger counts; the policy's weights say which tables matter."""
    value = cells["value"].to_numpy(dtype=float)
    # a hidden zero protects little, so it costs as much as a ten
    cost = 1 + np.log1p(np.where(value == 0, 10, value))
    if "weight" in cells:
        cost *= cells["weight"].to_numpy(dtype=float)
    for dim, factors in (policy.weights or {}).items():
        cost *= cells[dim].map(dict(factors)).fillna(1).to_numpy(dtype=float)
    for line in policy.must_show:
        cost[np.logical_and.reduce([(cells[d] == code).to_numpy() for d, code in line.items()])] *= MUST
    return np.asarray(cost)


def _solve(
    found: Relations, cells: pd.DataFrame, policy: Policy, hidden: Bools, small: Bools, fixed: Bools, step: Step
) -> tuple[Bools, int, int, sparse.csr_array]:
    """Hidden cells when every block is done, programs solved, targets that could not be protected, the proofs."""
    cost, unit = _weights(cells, list(found.index.columns), policy), cells["unit"].to_numpy()
    together = pd.Series(hidden).groupby(unit).transform("any").to_numpy()
    hidden = hidden | (together & ~fixed)
    owner = cells[policy.insider_dim].to_numpy() if policy.insiders else np.full(len(cells), "")
    knows = np.array([*(owner == i for i in policy.insiders), np.zeros(len(cells), bool)])
    free = (cells["role"] == "free").to_numpy() & ~fixed
    lps = conflicts = 0
    proofs = [sparse.csr_array((0, len(cells)), dtype=np.int64)]
    value = cells["value"].to_numpy(dtype=np.int64)
    fall, rise = value - cells["low"].fillna(0).to_numpy(dtype=float), cells["high"].fillna(np.inf).to_numpy() - value
    firm = cells["firm"].to_numpy(dtype=bool)
    room = -(found.le @ value)
    eq, le = sparse.csc_array(found.eq), sparse.csc_array(found.le)
    parts = blocks(found, ~fixed)
    done = np.cumsum([len(part) for part in parts])
    for part, so_far in zip(parts, done.tolist(), strict=True):
        step(so_far, int(done[-1]))
        if not small[part].any():
            continue
        block = Block(*_touched(eq[:, part], le[:, part], room), value[part], cost[part],
                      pd.factorize(unit[part])[0], knows[:, part], policy.protection, fall[part], rise[part],
                      firm[part])  # fmt: skip
        hidden[part] = block.run(hidden[part], small[part], free[part])
        lps, conflicts = lps + block.programs, conflicts + block.conflicts
        proofs.append(_spread(block.proofs, part, len(cells)))
    return hidden, lps, conflicts, sparse.csr_array(sparse.vstack(proofs))


def _spread(proofs: sparse.csr_array, part: Ints, cells: int) -> sparse.csr_array:
    """A block's proofs as rows over all cells."""
    return sparse.csr_array((proofs.data, part[proofs.indices], proofs.indptr), shape=(proofs.shape[0], cells))


def _touched(
    eq: sparse.csc_array, le: sparse.csc_array, room: Floats
) -> tuple[sparse.csr_array, sparse.csr_array, Floats]:
    """The sums and inequalities that touch a block, and how much room each inequality leaves; belied ones left out."""
    eq, le = sparse.csr_array(eq), sparse.csr_array(le)
    used = (np.diff(le.indptr) > 0) & (room >= 0)
    return eq[np.diff(eq.indptr) > 0], le[used], room[used].astype(float)
