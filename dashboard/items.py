"""Items: figures that stand beside each other in one table or plot, each a metric or a category of its breakdown.

Percentages of fewer than ten cases are not printed: `7 of 9` says as much and misleads less.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard import words
from dashboard.blocks import Block, Chart, Entry, Note, Row, Table
from dashboard.cells import SHARED, Cell, combined
from dashboard.parts import source_line, statuses
from dashboard.reading import Ask, Choice, Reading, finding, latest, read, when
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import Period

SMALL = 10
"""Cases from which a share is printed as a percentage on pages of shares by authority."""

HOLLOW = "; hollow marks stand for fewer than ten cases"
"""Said in the line of a plot, as it ends."""

UNHELD = "not released"
"""Where the release has a figure for newer periods only: nobody failed to send."""

TOLD = 0.1
"""Part of the cases not recorded from which it is said beside the figure."""


@dataclass(frozen=True)
class Item:
    """A row of a table or plot: its label, its metric, the category it is taken at, a median's unit."""

    label: str
    metric: str
    by: tuple[tuple[str, str], ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Whole:
    """A figure of an area; with authorities absent, of those supplied, and who is missing."""

    cell: Cell
    missing: tuple[str, ...] = ()


def settled(released: Released, item: Item, choice: Choice) -> Period | None:
    """The chosen quarter or year if the file has the item for it, else the last quarter, else the last year."""
    by = tuple(b for b, _ in item.by)
    shape = next((b for b in released.shape(item.metric) if set(b) == set(by)), by)
    if choice.period.kind in ("quarter", "year") and choice.period in released.periods(
        choice.period.kind, item.metric, shape
    ):
        return choice.period
    return latest(released, item.metric, choice, "quarter", shape) or latest(
        released, item.metric, choice, "year", shape
    )


def columns_of(released: Released, choice: Choice) -> list[str]:
    """The chosen area, then the finest areas inside it."""
    return [choice.area, *(a for a in released.parts_of(choice.area) if a != choice.area)]


def cell_of(released: Released, item: Item, period: Period, area: str) -> Cell:
    """The item's figure; what the release does not have is not supplied (x)."""
    return released.find(item.metric, period, area, dict(item.by))


def whole(released: Released, item: Item, choice: Choice, period: Period | None = None) -> Whole | None:
    """The item in the chosen area; where that is not supplied, of the authorities that did. None: never released."""
    period = period or settled(released, item, choice)
    if period is None:
        return None
    cell, kind = cell_of(released, item, period, choice.area), released.kind_of(item.metric)
    parts = {a: cell_of(released, item, period, a) for a in released.parts_of(choice.area)}
    here = [c for c in parts.values() if c.status != "x"]
    if cell.status != "x" or not here or len(parts) < 2 or kind not in ("count", *SHARED):
        return Whole(cell)
    total = combined(here, kind, period, choice.area)
    missing = tuple(ALL_AREAS[a] for a, c in parts.items() if c.status == "x")
    return Whole(cell) if total.status == "x" else Whole(total, missing)


def text(cell: Cell, kind: str, unit: str = "", interval: bool = False) -> str:
    """`12`; `33 of 56 (59%)`; `7 of 9`; with its interval `33 of 56, 59% (46% to 71%)`; else shorthand."""
    if kind == "ratio" and cell.shown and cell.value is not None and not 0 <= cell.value <= 1:
        return words.number(round(cell.value, 1))
    if not cell.shown:
        return words.shorthand(cell, kind)
    mark = " [r]" if cell.status == "r" else ""
    ends = (cell.lower, cell.upper)
    if kind == "rate" and interval and None not in ends:
        return f"{cell.value:.1f} ({ends[0]:.1f} to {ends[1]:.1f}){mark}"
    if kind not in SHARED or cell.numerator is None or cell.denominator is None:
        return words.cell_text(cell, kind, unit)
    of, blank = f"{cell.numerator:,} of {cell.denominator:,}", cell.not_recorded or 0
    if unanswered(cell):
        return f"{of}, {blank:,} not recorded{mark}"
    if cell.denominator < SMALL:
        return of + mark
    said = words.percent(cell.value or 0.0)
    if interval and cell.lower is not None and cell.upper is not None:
        unsaid = f", {blank:,} not recorded" if blank > TOLD * cell.denominator else ""
        return f"{of}, {said} ({words.percent(cell.lower)} to {words.percent(cell.upper)}){unsaid}{mark}"
    return f"{of} ({said}){mark}"


def unanswered(cell: Cell) -> bool:
    """Whether half the cases or more have no answer: their share would be of the recording, not of the practice."""
    known = cell.status in ("ok", "r", "u") and cell.denominator and cell.not_recorded
    return bool(known and 2 * (cell.not_recorded or 0) >= (cell.denominator or 0))


def entry_of(cell: Cell, kind: str, unit: str = "", interval: bool = False, shade: float | None = None) -> Entry:
    """A table cell of an item; with its interval it is text to read."""
    return Entry(text(cell, kind, unit, interval), cell.value if cell.shown else None, cell.status, shade, interval)


def named(item: Item, period: Period | None, main: Period | None) -> str:
    """The item's label, with its period where that is not the table's."""
    return item.label if period in (None, main) else f"{item.label} ({words.short_period(period)})"  # type: ignore[arg-type]


def main_period(periods: Iterable[Period | None]) -> Period | None:
    """The period that most items have; of equals the later one."""
    found = [p for p in periods if p is not None]
    return max(found, key=lambda p: (found.count(p), p.end), default=None)


def rows_of(released: Released, items: Sequence[Item], choice: Choice, interval: bool = False) -> tuple[Row, ...]:
    """A row for each item that the release has, the chosen area and its parts across."""
    periods = {i: settled(released, i, choice) for i in items}
    main = main_period(periods.values())
    areas = columns_of(released, choice)
    return tuple(
        Row(named(i, p, main), tuple(
            entry_of(cell_of(released, i, p, a), released.kind_of(i.metric), i.unit, interval) for a in areas))
        for i, p in periods.items() if p is not None
    )  # fmt: skip


def table(
    released: Released, items: Sequence[Item], choice: Choice, heading: str, caption: str, slug: str, line: str = "",
    interval: bool = False,
) -> Table | Note:  # fmt: skip
    """Items down, the chosen area and its parts across, in the last settled period of each."""
    rows = rows_of(released, items, choice, interval)
    if not rows:
        return Note(words.STATES["nothing_here"], f"{caption}: nothing for this period")
    main = main_period(settled(released, i, choice) for i in items)
    label = main.label if main else ""
    place = f"{ALL_AREAS[choice.area]}, {label}" if heading else ""  # under a chart its own line says so
    line = "".join(f"{part}. " for part in (place, line.rstrip(".")) if part).strip()
    heads = ("Measure", *(ALL_AREAS[a] for a in columns_of(released, choice)))
    return Table(heading, f"{caption}, {label}", heads, rows, slug, line, source_line(released, items[0].metric),
                 statuses(rows), metric=items[0].metric)  # fmt: skip


def said(released: Released, asks: Sequence[Ask], choice: Choice) -> tuple[str, ...]:
    """One sentence for each ask that the release knows, in its last settled period: figure, place, comparison."""
    known = [a for a in asks if a.metric in released.metrics]
    lines = [text for a in known if (text := found(released, a, choice))]
    return tuple(f"{text}." for text in lines) or (words.STATES["nothing_here"],)


def beside(
    released: Released, items: Sequence[Item], choice: Choice, heading: str, caption: str, slug: str, line: str = ""
) -> Table | Note:
    """Items down; across the chosen area's last settled period, the one before and the same a year before."""
    periods = {i: p for i in items if (p := settled(released, i, choice)) is not None}
    if not periods:
        return Note(words.STATES["nothing_here"], f"{caption}: nothing for this period")
    main = main_period(periods.values())
    rows = tuple(Row(named(i, p, main), _through(released, i, p, choice.area)) for i, p in periods.items())
    label = main.label if main else ""
    parts = [f"{ALL_AREAS[choice.area]}, {label}", line.rstrip(".")]
    if any(e.text == UNHELD for row in rows for e in row.entries):
        parts.append(f"{UNHELD.capitalize()}: categories come for the newest period and a year before")
    return Table(heading, f"{caption}, {label}", ("Measure", "Now", "Period before", "Year before"), rows, slug,
                 ". ".join(filter(None, parts)) + ".",
                 source_line(released, items[0].metric), statuses(rows), metric=items[0].metric)  # fmt: skip


def _through(released: Released, item: Item, period: Period, area: str) -> tuple[Entry, ...]:
    """The item in a period, the one before and a year before; UNHELD where the release has it for newer ones only."""
    held, kind = released.periods(period.kind, item.metric, tuple(b for b, _ in item.by)), released.kind_of(item.metric)
    now, *then = [(p, cell_of(released, item, p, area)) for p in (period, period.previous(), period.year_before())]
    unheld = [now[1].status != "x" and p < held[-1] and p not in held for p, _ in then]
    entries = [entry_of(cell, kind, item.unit) for _, cell in (now, *then)]
    return entries[0], *(Entry(UNHELD) if u else e for u, e in zip(unheld, entries[1:], strict=True))


def found(released: Released, ask: Ask, choice: Choice) -> str:
    """The finding of the last settled period, without a full stop; nothing where the release lacks the metric."""
    period = settled(released, Item(ask.label, ask.metric), choice)
    if period is None:
        return ""
    got = read(released, ask.metric, replace(choice, period=period))
    if got.kind not in SHARED or got.cell.numerator is None or not got.cell.denominator:
        return finding(released, ask, got)
    if unanswered(got.cell):
        blank = f"{got.cell.not_recorded:,} of {got.cell.denominator:,} not recorded"
        return f"{_without(got)}{ask.label}, {ALL_AREAS[choice.area]}: {blank} {when(released, got.cell)}"
    return in_few(released, ask, got) if got.cell.denominator < SMALL else finding(released, ask, got)


def in_few(released: Released, ask: Ask, got: Reading) -> str:
    """A share of few cases as its two numbers, beside those of the period before, without a percentage."""
    now, time = f"{got.cell.numerator:,} of {got.cell.denominator:,} {ask.many}", when(released, got.cell)
    text = now.replace("{when}", time) if "{when}" in now else f"{now} {time}"
    then = got.before
    if then.status not in ("ok", "r", "u") or then.numerator is None or not then.denominator:
        return f"{_without(got)}{text}"
    return f"{_without(got)}{text}; {then.numerator:,} of {then.denominator:,} {when(released, then)}"


def _without(got: Reading) -> str:
    return without([ALL_AREAS[a] for a in got.missing])


def pictured(block: Chart) -> Chart | Table:
    """The chart, or its table alone where too little is shown for a picture: nothing, or under a mark a row."""
    points = [p for s in block.series for p in s.points]
    stacked = block.kind == "stacked_bar"  # a nought draws nothing in a stack
    shown = sum(p.y is not None and not (stacked and p.y == 0) for p in points)
    rows = len({p.x for p in points}) if stacked or block.kind == "dots" else 1
    if shown >= max(rows, 1):
        return block
    return replace(
        block.table, heading=block.heading, line=f"{block.line.replace(HOLLOW, '')} {block.table.line}".strip()
    )


def laid(blocks: Iterable[Block | None]) -> list[Block]:
    """A page's blocks without what there is not, charts only where there is something to draw."""
    return [pictured(b) if isinstance(b, Chart) else b for b in blocks if b is not None]


def without(missing: Sequence[str]) -> str:
    """`Without Hartlepool: `, or nothing."""
    return f"Without {words.listed(list(missing))}: " if missing else ""
