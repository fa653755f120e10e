"""One figure as a release shows it, and the only sums that pages may make: sums of shown figures.

A hidden figure never becomes a number here: adding it to anything hides the result too.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data_contracts.periods import Period

SHARED = ("share", "ratio")
FEW = 5
"""A share of fewer cases than this is not printed as a percentage (rulings 15)."""


NOT_SETTLED = "not settled yet"


@dataclass(frozen=True)
class Cell:
    """One row of `figures`. `by` holds (breakdown, category) pairs; shares are 0 to 1, rates per 10,000."""

    metric: str
    period: Period
    area: str
    by: tuple[tuple[str, str], ...]
    basis: str
    numerator: int | None
    not_recorded: int | None
    denominator: int | None
    value: float | None
    lower: float | None
    upper: float | None
    range_low: int | None
    range_high: int | None
    status: str
    why: str = ""
    """Withdrawn: the reason; not supplied: NOT_SETTLED where the period is newer than what the file has."""

    @property
    def shown(self) -> bool:
        """Whether the value may be read (`u` shows counts only)."""
        return self.status in ("ok", "r") and self.value is not None

    @property
    def range(self) -> list[int | None] | None:
        """Least and most that a hidden figure can be, if anyone could work them out."""
        return None if self.range_low is None else [self.range_low, self.range_high]

    def as_json(self) -> dict[str, Any]:
        """The JSON of `vemt figure` (house.md 8): counts whole, nulls where nothing is shown."""
        value = self.value
        if value is not None and float(value).is_integer() and self.denominator is None:
            value = int(value)
        return {
            "metric": self.metric,
            "period": self.period.code,
            "area": self.area,
            "by": dict(self.by),
            "basis": self.basis,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "value": value,
            "lower": self.lower,
            "upper": self.upper,
            "range": self.range,
            "status": self.status,
        }


Reasons = Mapping[tuple[str, str, str, frozenset[tuple[str, str]]], str]


def reasons(about: Mapping[str, str]) -> Reasons:
    """Why figures were withdrawn, by metric, period code, area and categories, from a file's `about`."""
    rows = json.loads(about.get("withdrawn") or "[]")
    return {(r["metric"], r["period"], r["area"], frozenset(r["by"].items())): str(r["why"]) for r in rows}


def explained(cell: Cell, known: Reasons) -> Cell:
    """A withdrawn figure with its reason; any other as it is."""
    if cell.status != "w":
        return cell
    return replace(cell, why=known.get((cell.metric, cell.period.code, cell.area, frozenset(cell.by)), ""))


def absent(
    metric: str, period: Period, area: str, by: tuple[tuple[str, str], ...] = (), basis: str = "live", why: str = ""
) -> Cell:
    """What stands where the release has no row: not supplied or, with NOT_SETTLED as `why`, too new for this file."""
    return Cell(metric, period, area, by, basis, *(None,) * 8, "x", why)


def _total(cells: Sequence[Cell], name: str) -> int | None:
    numbers = [getattr(c, name) for c in cells]
    return None if any(n is None for n in numbers) else sum(numbers)


def _status(cells: Sequence[Cell]) -> str:
    found = [c.status for c in cells]
    if all(s == "z" for s in found):
        return "z"
    for status in ("x", "w", "c"):
        if status in found:
            return status
    return "r" if "r" in found else "ok"


def combined(cells: Sequence[Cell], kind: str, period: Period, area: str) -> Cell:
    """The sum of `cells` (a count or a share) as one figure of `period` and `area`.

    Statuses are honoured: one part not supplied, withdrawn or hidden makes the whole so; ranges add.
    Parts that do not apply (z) count as nothing. A share of fewer than five is `u`. ValueError if empty.
    """
    if not cells:
        raise ValueError("nothing to add up")
    status, first = _status(cells), cells[0]
    why = "; ".join(dict.fromkeys(c.why for c in cells if c.why)) if status == "w" else ""
    blank = replace(absent(first.metric, period, area, first.by, first.basis), status=status, why=why)
    parts = [c for c in cells if c.status != "z"]
    if status == "c":
        lows = [c.range_low if c.status == "c" else c.numerator for c in parts]
        highs = [c.range_high if c.status == "c" else c.numerator for c in parts]
        if kind == "count" and None not in lows and None not in highs:
            return replace(blank, range_low=sum(n for n in lows if n), range_high=sum(n for n in highs if n))
        return blank
    if status not in ("ok", "r"):
        return blank
    if any(c.numerator is None or (kind in SHARED and c.denominator is None) for c in parts):
        return replace(blank, status="x")
    yes, unknown, everyone = (_total(parts, n) for n in ("numerator", "not_recorded", "denominator"))
    if kind not in SHARED:
        return replace(blank, numerator=yes, value=None if yes is None else float(yes))
    share = yes / everyone if yes is not None and everyone else None
    few = everyone is not None and everyone < FEW
    return replace(blank, numerator=yes, not_recorded=unknown, denominator=everyone,
                   value=None if few else share, status="u" if few else status)  # fmt: skip
