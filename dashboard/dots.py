"""Dot plots of shares and rates by area with their intervals, and the table of exactly those figures."""

from collections.abc import Mapping, Sequence

from dashboard import words
from dashboard.blocks import Chart, Entry, Note, Point, Row, Series, Table
from dashboard.cells import Cell
from dashboard.items import (
    HOLLOW,
    SMALL,
    Item,
    cell_of,
    columns_of,
    main_period,
    named,
    settled,
    table,
    text,
    unanswered,
    whole,
    without,
)
from dashboard.parts import source_line, statuses
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS

INTERVALS = "with 95% intervals"


def dots(
    released: Released, items: Sequence[Item], choice: Choice, title: str, slug: str, heading: str = ""
) -> Chart | Note:
    """A row for each share, a mark for each authority and for the whole; the highest and lowest as heading."""
    known = [i for i in items if settled(released, i, choice) is not None]
    if not known:
        return Note(words.STATES["nothing_here"], f"{title}: nothing for this period")
    periods = {i: settled(released, i, choice) for i in known}
    main = main_period(periods.values())
    areas = columns_of(released, choice)
    aims = {i: released.target(i.metric, choice.area) for i in known}
    series = tuple(
        Series(ALL_AREAS[a], tuple(
            _point(released, i, cell_of(released, i, p, a), named(i, p, main), aims[i])
            for i, p in periods.items() if p), a)
        for a in (*areas[1:], areas[0])
    )  # fmt: skip
    heading = heading or extremes(released, known, choice, title)
    label = main.label if main else ""
    few = HOLLOW if any(p.few for s in series for p in s.points) else ""
    below = table(released, known, choice, "", title, slug, not_recorded(released, known, choice), interval=True)
    if isinstance(below, Note):
        return below
    line = f"{title}, {ALL_AREAS[choice.area]}, {label}; percent, {INTERVALS}{few}."
    places = words.listed([s.name for s in series])
    alt = f"Dot plot of {title.lower()}: {words.plural(len(known), 'row')}, in each a mark for {places}. {heading}."
    return Chart(heading, line, "dots", series, alt, below, "percent", True, metric=known[0].metric)


def _point(released: Released, item: Item, cell: Cell, name: str, target: float | None = None) -> Point:
    kind = released.kind_of(item.metric)
    y = cell.value if cell.shown and not unanswered(cell) else None
    few = cell.denominator is not None and cell.denominator < SMALL
    return Point(name, y, text(cell, kind, item.unit, interval=True), cell.status, None, "", cell.lower, cell.upper,
                 target, few)  # fmt: skip


def extremes(released: Released, items: Sequence[Item], choice: Choice, title: str) -> str:
    """The highest and the lowest share of enough cases, each over the same authorities, as one sentence."""
    found = []
    for item in items:
        got = whole(released, item, choice)
        if got is None or got.cell.value is None or unanswered(got.cell):
            continue
        if got.cell.shown and (got.cell.denominator is None or got.cell.denominator >= SMALL):
            found.append((got.cell.value, item.label, got))
    if not found:
        return f"{title}: too few cases, hidden or not supplied, so no percentage for {ALL_AREAS[choice.area]}"
    top, bottom = max(found, key=lambda f: f[0]), min(found, key=lambda f: f[0])
    high, low = (spoken(label, got.cell) for _, label, got in (top, bottom))
    if top is bottom:
        return f"{without(top[2].missing)}{high}"
    low_missing = bottom[2].missing if bottom[2].missing != top[2].missing else ()
    lowest = f"; lowest: {low}"
    aside = f", without {words.listed(list(low_missing))}" if low_missing else ""
    return f"{without(top[2].missing)}Highest: {high}{lowest}{aside}"


def spoken(label: str, cell: Cell) -> str:
    """`GP told on adding, 33 of 56 (59%)`."""
    of = f"{cell.numerator:,} of {cell.denominator:,} " if cell.numerator is not None else ""
    said = words.percent(cell.value or 0.0)
    return f"{label}, {of}({said})" if of else f"{label}, {said}"


def not_recorded(released: Released, items: Sequence[Item], choice: Choice) -> str:
    """How many cases had no answer: they count as not done, and are said."""
    found = []
    for item in items:
        got = whole(released, item, choice)
        if got and got.cell.not_recorded and got.cell.denominator:
            found.append(f"{item.label}, {got.cell.not_recorded:,} of {got.cell.denominator:,}")
    return f"Not recorded, counted as not done: {'; '.join(found)}" if found else ""


def rates(released: Released, metric: str, choice: Choice, title: str, slug: str) -> Chart | Note:
    """One rate: a row for each area with its interval, the whole area's value as a line through all."""
    item = Item(title, metric)
    period = settled(released, item, choice)
    areas = columns_of(released, choice)
    if period is None:
        return Note(words.STATES["nothing_here"], f"{title}: nothing for this period")
    order = (*areas[1:], areas[0])
    cells = {a: cell_of(released, item, period, a) for a in order}
    series = tuple(Series(ALL_AREAS[a], (_point(released, item, c, ALL_AREAS[a]),), a) for a, c in cells.items())
    top = cells[choice.area]
    shown = {a: c for a, c in cells.items() if c.shown and c.value is not None and a != choice.area}
    heading = f"{title}: not shown for this period"
    if shown:
        low, high = min(c.value or 0 for c in shown.values()), max(c.value or 0 for c in shown.values())
        heading = f"{title}: between {low:.1f} and {high:.1f}" + (f", {ALL_AREAS[choice.area]} {top.value:.1f}"
                                                                 if top.shown else "")  # fmt: skip
    elif top.shown:
        heading = f"{title}: {top.value:.1f}"
    below = _rate_table(released, item, order, cells, slug)
    line = f"{title}, {period.label}, {INTERVALS}; the upright line is {ALL_AREAS[choice.area]}."
    alt = f"Dot plot of {title.lower()}, a row for each of {words.listed([s.name for s in series])}. {heading}."
    return Chart(
        heading, line, "dots", series, alt, below, "per 10,000", False, top.value if top.shown else None, metric=metric
    )


def _rate_table(
    released: Released, item: Item, order: Sequence[str], cells: Mapping[str, Cell], slug: str
) -> Table:  # fmt: skip
    """An area a row: its rate, the interval, and the counts behind it; the whole area last."""
    rows = []
    for area in order:
        cell = cells[area]
        ends = f"{cell.lower:.1f} to {cell.upper:.1f}" if cell.lower is not None and cell.upper is not None else ""
        even = f"{cell.value:.1f}{' [r]' if cell.status == 'r' else ''}" if cell.shown else text(cell, "rate")
        rate = Entry(even, cell.value if cell.shown else None, cell.status)
        counts = (cell.numerator, cell.denominator) if cell.shown else (None, None)
        missing = text(cell, "rate") if not cell.shown else "Not given"
        rest = (ends, *("" if n is None else f"{n:,}" for n in counts))
        status = cell.status if not cell.shown else "ok"
        rows.append(Row(ALL_AREAS[area], (rate, *(Entry(t or missing, None, status) for t in rest)), area == order[-1]))
    period = cells[order[-1]].period.label
    return Table("", f"{item.label}, {period}", ("Area", "Per 10,000", "95% interval", "Number", "Aged 0 to 17"),
                 tuple(rows), slug, "", source_line(released, item.metric), statuses(rows),
                 metric=item.metric)  # fmt: skip


def days(released: Released, items: Sequence[Item], choice: Choice, title: str, slug: str) -> tuple[Chart, ...]:
    """Medians in days, a row for each, where any of them is shown; else nothing: their table says why."""
    periods = {i: settled(released, i, choice) for i in items}
    main, areas = main_period(periods.values()), columns_of(released, choice)
    series = tuple(
        Series(ALL_AREAS[a], tuple(
            _point(released, i, cell_of(released, i, p, a), named(i, p, main)) for i, p in periods.items() if p), a)
        for a in (*areas[1:], areas[0])
    )  # fmt: skip
    below = table(released, items, choice, "", title, slug)
    shown = [(p, s) for s in series for p in s.points if p.y is not None]
    if not shown or isinstance(below, Note) or main is None:
        return ()
    longest, where = max(shown, key=lambda pair: pair[0].y or 0.0)
    heading = f"Longest shown: {longest.x}, {where.name}, {longest.text}"
    line = f"{title}, {ALL_AREAS[choice.area]}, {main.label}; days; given from ten cases."
    alt = f"Dot plot of {title.lower()}, a mark for each area that is shown. {heading}."
    return (Chart(heading, line, "dots", series, alt, below, "days"),)
