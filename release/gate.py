"""The gate of a release: attacks each protected file, gives hidden figures their safe ranges, steps down where it must.

What it finds is hidden with its whole table, then the table's cube in all periods, then every split, then the whole
measure with all that is of it; a release is refused only if even that does not end it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from data_contracts.areas import LA_CODES
from data_contracts.metric_header import MetricHeader
from data_contracts.vocabularies import TOTAL
from release.attack import OUTSIDER, Finding, attack
from release.attack_bounds import UNBOUNDED, Bands
from release.attack_papers import papers
from release.attack_rows import Numbers, puzzle
from release.progress import Step, no_step
from release.protection import POLICY, Bools, Guarded
from release.subjects import is_dangerous

ATTACKERS = (OUTSIDER, *LA_CODES)
STEPS = ("table hidden", "cube hidden", "headlines only", "measure hidden")


class GateError(Exception):
    """The gate refuses even headlines; the text is fit for people."""


@dataclass(frozen=True)
class Passed:
    """A file that passed. hidden: mask over the base; ranges: of each row of the base; report: for the manifest.

    certain: hidden rows that anyone works out to the number, with no small count in them (most are noughts): they need
    not be hidden.
    """

    hidden: Bools
    ranges: pd.DataFrame
    report: dict[str, Any] = field(default_factory=dict)
    certain: Bools = field(default_factory=lambda: np.zeros(0, dtype=bool))


def pass_gate(guarded: Guarded, headers: Mapping[str, MetricHeader], mode: str, step: Step = no_step) -> Passed:
    """Attack, hide what is found and attack again, up to four steps. GateError if that does not end it."""
    base, hidden = guarded.base, guarded.hidden.copy()
    steps: list[dict[str, str]] = []
    numbers = Numbers(headers)
    places = numbers.read(base)
    told = papers(numbers, guarded.ledger)
    proofs, bands = claims(guarded, places, len(numbers.value)), bands_of(guarded, places, len(numbers.value))
    given = ~is_dangerous(base).to_numpy() if mode == "controlled" else np.zeros(len(base), dtype=bool)
    for remedy in (*STEPS, ""):
        shown = shown_of(places, len(numbers.value), (guarded.printed & ~hidden) | given)
        marked = shown_of(places, len(numbers.value), guarded.printed & hidden) & ~shown
        riddle = replace(puzzle(numbers, shown, POLICY.small, mode == "controlled"), proofs=proofs, marked=marked,
                         bands=bands, papers=told)  # fmt: skip
        found = attack(riddle, POLICY.protection, LA_CODES, step=step)
        leaks = np.unique(np.concatenate([f.found for f in found]))
        if not len(leaks):
            ends = found[0].interval
            open_book = (ends.low == ends.high) & ~riddle.target
            certain = hidden & np.array([open_book[at].all() for at in places], dtype=bool)
            return Passed(hidden, _ranges(base, places, found[0]), report_of(found, steps), certain)
        if not remedy:
            break
        more = _more(base, headers, places, leaks, remedy) & ~given
        steps += [{"step": remedy, "metric": m, "by": b} for m, b in sorted(set(_tables(base[more & ~hidden])))]
        hidden |= more & guarded.printed
    raise GateError("the gate refuses this release: small counts could be worked out whatever is hidden")


def claims(guarded: Guarded, places: list[list[int]], n: int) -> sparse.csr_array:
    """What protection says are other tables, by the gate's own numbers: claims that the attack checks one by one."""
    columns = sparse.hstack([guarded.proofs, sparse.csr_array((guarded.proofs.shape[0], 1))]).tocsc()
    return sparse.csr_array(columns[:, _cells_of(guarded, places, n)])


def bands_of(guarded: Guarded, places: list[list[int]], n: int) -> Bands:
    """The ranges that the file prints in place of hidden figures, by the gate's own numbers."""
    at = _cells_of(guarded, places, n)
    low, high = (np.append(ends, np.nan)[at] for ends in guarded.bands)
    return low, high


def _cells_of(guarded: Guarded, places: list[list[int]], n: int) -> np.ndarray[Any, Any]:
    """Protection's cell for each of the gate's numbers; one past the last for a number it does not know of."""
    cells = guarded.cells
    cell_of = np.full(n, len(cells.frame))
    for row, part, cell in zip(cells.row.tolist(), cells.part.tolist(), cells.cell.tolist(), strict=True):
        cell_of[places[row][-1 if part == 3 else part]] = cell
    return cell_of


def shown_of(places: list[list[int]], n: int, rows: Bools) -> Bools:
    """The numbers, of n, that any of the rows prints."""
    shown = np.zeros(n, dtype=bool)
    for row in np.flatnonzero(rows):
        shown[places[row]] = True
    return shown


def _tables(rows: pd.DataFrame) -> list[tuple[str, str]]:
    names = rows["by1"].mask(rows["by2"].ne(TOTAL), rows["by1"] + ", " + rows["by2"])
    return list(zip(rows["metric"], names, strict=True))


def _more(
    base: pd.DataFrame, headers: Mapping[str, MetricHeader], places: list[list[int]], leaks: np.ndarray[Any, Any],
    step: str,
) -> Bools:  # fmt: skip
    """Rows that a step hides because of what was found."""
    bad = set(leaks.tolist())
    hit = np.array([not bad.isdisjoint(p) for p in places], dtype=bool)
    if step == STEPS[2]:
        return (base["by1"] != TOTAL).to_numpy() | hit
    if step == STEPS[3]:
        measure = base["metric"].map({m: headers[m].of or m for m in base["metric"].unique()})
        return measure.isin(set(measure[hit])).to_numpy()
    columns = ["metric", "by1", "by2"] + (["period_kind", "period_start"] if step == STEPS[0] else [])
    names = base[columns].apply(tuple, axis=1)
    return names.isin(set(names[hit])).to_numpy()


def report_of(found: list[Finding], steps: list[dict[str, str]]) -> dict[str, Any]:
    """What the manifest says of an attack: findings by attacker, the narrowest interval, what was hidden for it."""
    least = [f.narrowest for f in found if f.narrowest is not None]
    return {
        "found": sum(len(f.found) for f in found),
        "narrowest": min(least, default=None),
        "attackers": {f.attacker: {"counts": f.targets, "found": len(f.found), "as_given": f.bounded} for f in found},
        "lower_bound_1": next(f.from_one for f in found if f.attacker == OUTSIDER),
        "steps": steps,
    }


def _ranges(base: pd.DataFrame, places: list[list[int]], outsider: Finding) -> pd.DataFrame:
    """range_low, range_high of each row's figure from the release alone: a count, or a share in whole percent.

    part_low, part_high: of the count, or of a share's yes, as ratios need them.
    """
    low, high = outsider.interval.low, outsider.interval.high
    ends = []
    for at in places:
        part = (low[at[0]], high[at[0]])
        if len(at) == 1:
            ends.append((*part, *part))
            continue
        yes, rest = at[0], at[1:3]
        # what is left of the whole bounds a share as well as its other answers do
        least = low[yes] / max(min(low[yes] + high[rest].sum(), high[at[3]]), 1.0)
        most = high[yes] / max(high[yes] + low[rest].sum(), low[at[3]], 1.0)
        ends.append((np.floor(100 * least + 1e-9), np.ceil(min(100 * most, 100) - 1e-9), *part))
    found = pd.DataFrame(ends, columns=["range_low", "range_high", "part_low", "part_high"], index=base.index)
    return found.mask(found.ge(UNBOUNDED)).astype("Float64").astype("Int64")


def summary(reports: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What the manifest says of the gate: attackers, findings, the narrowest interval, and each file's report."""
    least = [r["narrowest"] for r in reports.values() if r["narrowest"] is not None]
    return {
        "attackers": list(ATTACKERS) if reports else [],
        "found": sum(r["found"] for r in reports.values()),
        "narrowest": min(least, default=None),
        "audiences": {name: dict(r) for name, r in sorted(reports.items())},
    }
