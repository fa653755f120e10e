"""Reads a figure for a page: which period, against what, and what to say when an authority is absent.

Question modules ask here for findings; nothing here knows of a screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard import words
from dashboard.blocks import Verdict
from dashboard.cells import Cell, combined
from dashboard.commentary import Comment
from dashboard.history import Card
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import Period, parse

VIEWS = {"count": "Count", "rate": "Rate per 10,000", "percent": "Percent"}
"""How counts are shown: as they are, per 10,000 children where there is a rate, or as a part of their total."""


@dataclass(frozen=True)
class Choice:
    """What the reader chose above the page: period, area, on Definitions a measure, the view, words to search for.

    `release` is the link's word for a release other than the current one; `against` is the release to compare with (the
    one before, unless another was chosen); `releases` are all there are; `comments` those on this release;
    `home` is where packs find notes and permissions.
    """

    period: Period
    area: str
    measure: str = ""
    view: str = "count"
    find: str = ""
    release: str = ""
    against: Released | None = None
    releases: tuple[Card, ...] = ()
    comments: tuple[Comment, ...] = ()
    home: Path | None = None


@dataclass(frozen=True)
class Ask:
    """A metric and how it is spoken of: label over the number, `one` and `many` after it.

    count: "1 child open on the list", "144 children open on the list"; share: "781 of 1,428 `many`";
    median: "the `many` was 190 days".
    """

    metric: str
    label: str
    one: str
    many: str


@dataclass(frozen=True)
class Reading:
    """A figure with those to compare it with. `supplied`: the authorities in it, when some are absent; `stock`: it
    holds at the end of its period."""

    cell: Cell
    before: Cell
    year_before: Cell
    kind: str
    supplied: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    stock: bool = False

    @property
    def beside(self) -> str:
        """How it compares with the period before, without a full stop."""
        return words.comparison(self.cell, self.before, self.kind, self.stock)


def latest(released: Released, metric: str, choice: Choice, kind: str, by: tuple[str, ...] = ()) -> Period | None:
    """The last period of `kind` that has the metric and has ended by the chosen period's end."""
    found = [p for p in released.periods(kind, metric, by) if p.end <= choice.period.end]
    return found[-1] if found else None


def spoken_period(released: Released, metric: str, choice: Choice) -> Period:
    """The period to speak of: the chosen one if the metric goes by it, else the last one that has ended."""
    preferred = str(released.told(metric).get("headline", choice.period.kind))
    if choice.period.kind == preferred or preferred == "month":
        return latest_or(released, metric, choice, choice.period.kind)
    return latest_or(released, metric, choice, preferred)


def latest_or(released: Released, metric: str, choice: Choice, kind: str) -> Period:
    """As `latest`, trying coarser kinds when the file has none of this one; else the chosen period."""
    if kind == choice.period.kind and choice.period in released.periods(kind, metric):
        return choice.period
    for tried in dict.fromkeys((kind, "quarter", "year")):
        if (found := latest(released, metric, choice, tried)) is not None:
            return found
    return choice.period


def viewed(released: Released, metric: str, choice: Choice) -> str:
    """The measure to show for `metric`: its rate, where rates were chosen and it has one."""
    return f"{metric}_rate" if choice.view == "rate" and f"{metric}_rate" in released.stems else metric


def read(released: Released, metric: str, choice: Choice) -> Reading:
    """The figure of the chosen period and area. If authorities are absent from a total: those supplied."""
    metric = viewed(released, metric, choice)
    period, kind, stock = spoken_period(released, metric, choice), released.kind_of(metric), is_stock(released, metric)
    now, then = released.find(metric, period, choice.area), period.previous()
    earlier = [released.find(metric, p, choice.area) for p in (then, period.year_before())]
    parts = {a: released.find(metric, period, a) for a in released.parts_of(choice.area)}
    supplied = tuple(a for a, c in parts.items() if c.status != "x")
    if now.status != "x" or not supplied or len(parts) < 2 or kind not in ("count", "share", "ratio"):
        return Reading(now, earlier[0], earlier[1], kind, stock=stock)
    sums = [
        combined([released.find(metric, p, a) for a in supplied], kind, p, choice.area)
        for p in (period, then, period.year_before())
    ]
    if sums[0].status == "x":  # shares printed without their counts cannot be added up
        return Reading(now, earlier[0], earlier[1], kind, stock=stock)
    return Reading(sums[0], sums[1], sums[2], kind, supplied, tuple(a for a in parts if a not in supplied), stock)


def verdict(released: Released, metric: str, cell: Cell) -> tuple[Verdict, str]:
    """Shape and words of the stored verdict, if its newest point is this very figure."""
    if cell.status in ("c", "w"):
        return "hidden", "hidden"
    if cell.status == "x":
        return "absent", "not supplied"
    if cell.status == "u":
        return "few", "too few to judge"
    signal = released.signal(metric, cell.area)
    if signal is None or cell.period.kind != "month":
        return "", ""
    here = point_types(signal).get(f"{cell.period.start:%Y-%m}")
    return verdict_of(here) if here else ("few", "too few to judge")


def lost() -> tuple[Verdict, str]:
    """The verdict on a total with an authority absent."""
    return "absent", "incomplete, not judged"


def standing(released: Released, metric: str, got: Reading) -> tuple[Verdict, str]:
    """The verdict on a reading; of an incomplete one, that of the last month that was whole and judged."""
    if not got.missing:
        return verdict(released, metric, got.cell)
    signal = released.signal(metric, got.cell.area)
    last = f"{got.cell.period.start:%Y-%m}"
    judged = [(month, kind) for month, kind in point_types(signal).items() if month <= last] if signal else []
    if not judged:
        return lost()
    shape, said = verdict_of(judged[-1][1])
    return shape, f"{said} {words.in_period(parse(judged[-1][0]))}"


def point_types(signal: dict[str, Any]) -> dict[str, str]:
    """Month (2026-09) -> point type of a stored signal; months that were not judged are left out."""
    return {str(p["month"])[:7]: str(p["point_type"]) for p in signal["points"] if p.get("point_type")}


def verdict_of(icon: str) -> tuple[Verdict, str]:
    """Shape and words for a stored icon or point type (statistics.md 4.3)."""
    if icon == "hidden":
        return "hidden", "not judged, as months are hidden"
    better = "improvement: " if icon.startswith("improvement") else "concern: " if icon.startswith("concern") else ""
    if icon.endswith("high"):
        return "up", f"{better}higher than usual"
    if icon.endswith("low"):
        return "down", f"{better}lower than usual"
    return ("usual", "within usual variation") if "common" in icon else ("few", "too few to judge")


def is_stock(released: Released, metric: str) -> bool:
    """Whether a measure holds at the end of a period, and not over it."""
    return released.told(metric).get("time") == "stock"


def when(released: Released, cell: Cell) -> str:
    """`at the end of October 2026` for stocks, `in October 2026` for flows."""
    return f"at {words.moment(cell.period)}" if is_stock(released, cell.metric) else words.in_period(cell.period)


def finding(released: Released, ask: Ask, reading: Reading) -> str:
    """The figure as one sentence without a full stop, with its comparison: the heading of a chart."""
    cell, kind, time = reading.cell, reading.kind, when(released, reading.cell)
    if not cell.shown:
        said = words.state(cell, kind)
        return f"{ask.label}, {ALL_AREAS[cell.area]}: {said[:1].lower()}{said[1:-1]}"
    text = spoken(ask, cell, kind, time)
    if reading.missing:
        lost = words.listed([ALL_AREAS[a] for a in reading.missing])
        return f"Without {lost}: {text}, {reading.beside}"
    return f"{text[:1].upper()}{text[1:]}, {reading.beside}"


def spoken(ask: Ask, cell: Cell, kind: str, time: str) -> str:
    """The amount with its time: where `{when}` stands in the wording, else at its end."""
    text = amount_words(ask, cell, kind)
    return text.replace("{when}", time) if "{when}" in text else f"{text} {time}"


def amount_words(ask: Ask, cell: Cell, kind: str) -> str:
    """`144 children open on the list`; `81 of 100 interviews were in time (81%)`."""
    value = cell.value or 0.0
    if kind in ("share", "ratio"):
        if cell.numerator is None or cell.denominator is None:
            return f"{words.percent(value)} of {ask.many}"  # printed without its counts (rulings 22)
        return f"{cell.numerator:,} of {cell.denominator:,} {ask.many} ({words.percent(value)})"
    if kind == "rate":
        return f"{words.amount(cell, kind)} {ask.many} per 10,000 children"
    if kind == "median":
        return f"the {ask.many} was {words.amount(cell, kind, ask.one)}"
    return f"{words.number(value)} {ask.one if value == 1 else ask.many}"


def widest(released: Released) -> str:
    """The widest area of the file: what belongs to all authorities together is counted there."""
    return next((a for a in ALL_AREAS if a in released.areas), "TEES")


def nothing(released: Released, metrics: Sequence[str]) -> bool:
    """Whether this release has no row at all of these metrics."""
    return not any(m in released.metrics for m in metrics)
