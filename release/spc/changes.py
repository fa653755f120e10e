"""Dated decisions about a chart: limits taken anew from a month (rebase), a target that changes (steps).

A rebase is a judgement that a lasting change has happened; no formula makes it, so it needs a date, a reason and an
author, and is drawn on the chart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Rebase:
    """Limits start anew with the month that holds `on`. author: a role. ValueError without a reason or an author."""

    metric: str
    area: str
    on: date
    reason: str
    author: str

    def __post_init__(self) -> None:
        if not (self.reason.strip() and self.author.strip()):
            raise ValueError("a rebase needs a date, a reason and an author")


@dataclass(frozen=True)
class Step:
    """A target that holds from a date until the next step."""

    since: date
    value: float


def rebase_places(rebases: Iterable[Rebase], months: Sequence[date]) -> list[int]:
    """Places in `months` (firsts of months) where limits start anew, sorted; dates outside are left out."""
    first = {on.replace(day=1) for on in (r.on for r in rebases)}
    return [i for i, m in enumerate(months) if m in first and i]


def targets_at(steps: Iterable[Step], months: Sequence[date]) -> list[float | None]:
    """The target that holds at each month's first day, None before the first step. Assurance uses the latest."""
    ordered = sorted(steps, key=lambda s: s.since)
    return [next((s.value for s in reversed(ordered) if s.since.replace(day=1) <= m), None) for m in months]
