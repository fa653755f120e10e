"""Two releases side by side: which figures differ, and why. Only figures that both show are compared.

Reason classes: definition (its words or its SQL differ), late data (not supplied then, or its authority has sent a
newer file since), revision (any other difference of a figure shown before), real change (a newer period).
"""

from dataclasses import dataclass

from dashboard import words
from dashboard.cells import Cell
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.areas import authorities_of

CLASSES = ("Definition", "Revision", "Late data", "Real change")
"""Reason classes, what asks for most care first."""
TOLD = ("definition", "numerator", "denominator", "sql")
"""Parts of a definition whose change changes figures."""


@dataclass(frozen=True)
class Changed:
    """One figure that differs: in the earlier release and now, and the class of reason."""

    was: Cell
    now: Cell
    reason: str


def redefined(now: Released, then: Released) -> list[str]:
    """Measures of both releases whose definition differs."""
    both = sorted(now.definitions.keys() & then.definitions.keys())
    return [m for m in both if any(now.definitions[m].get(k) != then.definitions[m].get(k) for k in TOLD)]


def newly_sent(now: Released, then: Released) -> set[str]:
    """Authorities that have sent a newer file of any extract since the earlier release."""
    before = {(r["la_code"], r["extract"]): r["extracted_at"] for r in then.supply}
    return {r["la_code"] for r in now.supply
            if r["extracted_at"] and before.get((r["la_code"], r["extract"])) != r["extracted_at"]}  # fmt: skip


def revisions(now: Released, then: Released, area: str) -> list[Changed]:
    """Figures of a period that both releases have and print differently, newest period first."""
    old, new = then.headlines(area), now.headlines(area)
    changed, sent = set(redefined(now, then)), newly_sent(now, then)
    late = bool(sent & set(authorities_of(area)))
    found = []
    for key in old.keys() & new.keys():
        was, is_now = old[key], new[key]
        if (was.status, was.value) == (is_now.status, is_now.value) or printed(now, was) == printed(now, is_now):
            continue
        metric = now.stems.get(was.metric, was.metric)
        reason = "Definition" if metric in changed else "Late data" if was.status == "x" or late else "Revision"
        found.append(Changed(was, is_now, reason))
    return sorted(found, key=lambda c: (-c.now.period.start.toordinal(), c.now.metric))


def printed(released: Released, cell: Cell) -> str:
    """A figure as pages print it, without the mark of a revision."""
    unit = str(released.told(cell.metric).get("unit", ""))
    return words.cell_text(cell, released.kind_of(cell.metric), unit).removesuffix(" [r]")


def moves(now: Released, then: Released, choice: Choice, metrics: list[str]) -> list[Changed]:
    """Each measure's newest figure in either release, where they differ, with the reason; most care first."""
    changed = set(redefined(now, then))
    old, new = _newest(then, choice), _newest(now, choice)
    revised = {(c.now.metric, c.now.period): c.reason for c in revisions(now, then, choice.area)}
    found = []
    for metric in metrics:
        was, is_now = old.get(metric), new.get(metric)
        if was is None or is_now is None or (was.period, was.value, was.status) == (
            is_now.period, is_now.value, is_now.status):  # fmt: skip
            continue
        reason = "Definition" if metric in changed else "Real change"
        if was.period == is_now.period and metric not in changed:
            reason = revised.get((metric, is_now.period), "Revision")
        if printed(now, was) != printed(now, is_now) or was.period != is_now.period:
            found.append(Changed(was, is_now, reason))
    return sorted(found, key=lambda c: CLASSES.index(c.reason))


def _newest(released: Released, choice: Choice) -> dict[str, Cell]:
    """Measure -> its newest figure by the chosen period's end: the last shown one if there is one."""
    found: dict[str, Cell] = {}
    for (metric, period), cell in released.headlines(choice.area).items():
        if period.end <= choice.period.end and (cell.shown or metric not in found):
            found[metric] = cell
    return found


def settled_differences(now: Released, then: Released) -> int:
    """How many figures (all areas, without a breakdown) the two releases print differently."""
    return sum(len(revisions(now, then, area)) for area in now.areas)
