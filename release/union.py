"""Two files in one hand: what somebody who holds the controlled and the protected file can prove from both.

Of the counts protected in each, with what either shows taken as known. Each file has passed the gate on its own; should
they give more away together, the protected one loses its splits by what others see of a child.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from data_contracts.areas import LA_CODES
from data_contracts.metric_header import MetricHeader
from release.attack import Finding, attack
from release.attack_papers import papers
from release.attack_rows import Numbers, puzzle
from release.gate import Passed, bands_of, claims, report_of, shown_of
from release.progress import Step, no_step
from release.protection import POLICY, Bools, Guarded
from release.subjects import is_dangerous

Judged = tuple[Guarded, Passed]
STEP = "splits hidden beside another file"


def attack_both(
    controlled: Judged, protected: Judged, headers: Mapping[str, MetricHeader], step: Step = no_step
) -> tuple[Bools, dict[str, Any]]:
    """Rows of the protected file's base that stay or become hidden, and the report for the manifest."""
    hidden = protected[1].hidden.copy()
    found = _attack(controlled, protected, hidden, headers, step)
    steps: list[dict[str, str]] = []
    if any(len(f.found) for f in found):
        more = is_dangerous(protected[0].base).to_numpy() & protected[0].printed & ~hidden
        tables = protected[0].base.loc[more, ["metric", "by1"]].drop_duplicates().sort_values(["metric", "by1"])
        steps = [{"step": STEP, "metric": m, "by": b} for m, b in tables.itertuples(index=False, name=None)]
        hidden |= more
        found = _attack(controlled, protected, hidden, headers, step)
    return hidden, report_of(found, steps)


def _attack(
    controlled: Judged, protected: Judged, hidden: Bools, headers: Mapping[str, MetricHeader], step: Step
) -> list[Finding]:
    """The attack on both files: the numbers of the controlled one first, then those that only the other has."""
    numbers = Numbers(headers)
    places = [numbers.read(done.base) for done, _ in (controlled, protected)]
    open_rows = ~is_dangerous(controlled[0].base).to_numpy()
    prints = [controlled[0].printed & ~controlled[1].hidden | open_rows, protected[0].printed & ~hidden]
    shown = np.logical_or(*(shown_of(p, len(numbers.value), rows) for p, rows in zip(places, prints, strict=True)))
    told = [claims(done, p, len(numbers.value)) for (done, _), p in zip((controlled, protected), places, strict=True)]
    riddle = puzzle(numbers, shown, POLICY.small, True)
    both = np.logical_and(*(_holds(p, len(numbers.value)) for p in places))
    bands = bands_of(protected[0], places[1], len(numbers.value))  # a controlled file prints none
    ledgers = [done.ledger for done, _ in (controlled, protected) if done.ledger is not None]
    kept = papers(numbers, pd.concat(ledgers) if ledgers else None)
    riddle = replace(riddle, target=riddle.target & both, given=riddle.given & shown, papers=kept,
                     proofs=sparse.csr_array(sparse.vstack(told)), bands=bands)  # fmt: skip
    return attack(riddle, POLICY.protection, LA_CODES, step=step)


def _holds(places: list[list[int]], n: int) -> Bools:
    return shown_of(places, n, np.ones(len(places), dtype=bool))
