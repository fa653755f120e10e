"""Blocks of one settled period: a count by a breakdown, by two, and by a breakdown over the periods.

Every chart carries the table of exactly the figures it draws, so nothing stands in the picture alone.
"""

from collections.abc import Sequence
from functools import partial

from dashboard import words
from dashboard.blocks import Chart, Entry, Point, Row, Series, Table
from dashboard.cells import FEW, Cell, absent, combined
from dashboard.items import without
from dashboard.parts import about_line, entry, point, source_line, statuses
from dashboard.reading import Ask, Choice, latest
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import Period
from data_contracts.ties import MERGED, label_of
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED


def codes_of(by: str, cells: dict[tuple[str, str], Cell]) -> list[str]:
    """Categories of a breakdown in order; levels taken together where one of them is hidden; `not_recorded` only if
    anything stands there."""
    codes = list(BREAKDOWNS[by].vocabulary.codes)
    for code, parts in MERGED.get(by, {}).items():
        if any(_stands_in(cells, place, code, parts) for place, _ in cells):
            codes.insert(max(codes.index(p) for p in parts) + 1, code)
    blank = [c for (_, code), c in cells.items() if code == NOT_RECORDED and (c.value or c.status in ("c", "u"))]
    return codes + ([NOT_RECORDED] if blank else [])


def together(
    released: Released, metric: str, period: Period, areas: Sequence[str], by: str
) -> dict[tuple[str, str], Cell]:
    """(area, code) -> cell of levels taken together (very high or high), where this file has them."""
    found = {(a, k): released.find(metric, period, a, {by: k}) for a in areas for k in MERGED.get(by, {})}
    there = {code for (_, code), cell in found.items() if cell.status != "x"}
    return {key: cell for key, cell in found.items() if key[1] in there}


def _stands_in(cells: dict[tuple[str, str], Cell], place: str, code: str, parts: tuple[str, ...]) -> bool:
    """Whether, in an area or period, the levels taken together say what the single ones do not."""
    return (place, code) in cells and cells[place, code].shown and any(cells[place, p].status == "c" for p in parts)


def drawn(by: str, codes: list[str], cells: dict[tuple[str, str], Cell], places: Sequence[str]) -> list[str]:
    """The categories of a chart, which counts nobody twice: levels together only where they stand in everywhere."""
    whole = {k: p for k, p in MERGED.get(by, {}).items() if all(_stands_in(cells, place, k, p) for place in places)}
    single = {part for parts in whole.values() for part in parts}
    return [k for k in codes if k in whole or (k not in single and k not in MERGED.get(by, {}))]


def split(
    released: Released, ask: Ask, by: str, choice: Choice, chart: bool = True, kind: str = "quarter"
) -> Chart | Table | None:
    """A metric by one breakdown in the last settled quarter: bars (stacked by authority) and their table."""
    period = latest(released, ask.metric, choice, kind, (by,))
    if period is None:
        return None
    parts = [a for a in released.parts_of(choice.area) if a != choice.area]
    areas, label = [choice.area, *parts], partial(label_of, by)
    cells = released.table(ask.metric, period, areas, by) | together(released, ask.metric, period, areas, by)
    codes = codes_of(by, cells)
    totals = [released.find(ask.metric, period, a, basis=cells[a, codes[0]].basis) for a in areas]
    whole_of = dict(zip(areas, totals, strict=True)) if choice.view == "percent" else {}
    made = {k: in_view(c, whole_of.get(k[0])) for k, c in cells.items()}
    rows = tuple(Row(label(code), tuple(made[a, code] for a in areas)) for code in codes)
    whole = Row("All (number)" if whole_of else "Total", tuple(entry(c, "count") for c in totals), total=True)
    heading = finding(ask, by, codes, cells, dict(zip(areas, totals, strict=True)))
    line = about_line(released, ask.metric, choice, period.label, f"by {BREAKDOWNS[by].label.lower()}")
    caption = f"{ask.label} by {BREAKDOWNS[by].label.lower()}, {period.label}"
    if whole_of:
        line, caption = f"{line.rstrip('.')}, percent of the total.", f"{caption}, percent of the total"
    table = Table("" if chart else heading, caption, (BREAKDOWNS[by].label, *(ALL_AREAS[a] for a in areas)),
                  (*rows, whole), f"{ask.metric}-{by}".replace("_", "-"), "" if chart else line,
                  source_line(released, ask.metric), statuses((*rows, whole)), metric=ask.metric)  # fmt: skip
    if not chart:
        return table
    stacked = len(bars := drawn(by, codes, cells, parts or areas)) <= 5 and len(parts) > 1
    if stacked:
        series = [Series(label(k), tuple(in_chart(made[a, k], ALL_AREAS[a]) for a in parts)) for k in bars]
    else:
        here = drawn(by, codes, cells, areas[:1])
        series = [Series(ask.label, tuple(in_chart(made[choice.area, k], label(k)) for k in here))]
    return Chart(heading, line, "stacked_bar" if stacked else "bar", tuple(series), f"Bar chart. {heading}.", table,
                 "percent" if whole_of else "number", metric=ask.metric,
                 wholes=wholes(areas, totals, bool(whole_of)))  # fmt: skip


def wholes(areas: Sequence[str], totals: Sequence[Cell], percent: bool) -> tuple[tuple[str, float], ...]:
    """Each area's total where it is shown, for bars with a hidden part; 1 where bars are parts of their total."""
    pairs = zip(areas, totals, strict=True)
    return tuple((ALL_AREAS[a], 1.0 if percent else c.value or 0.0) for a, c in pairs if c.shown)


def in_view(cell: Cell, whole: Cell | None) -> Entry:
    """A cell of a split: the count, or its part of `whole` where percents were chosen and both are shown."""
    if whole is not None and cell.status == "c" and cell.range and whole.shown and whole.value:
        return Entry(f"[c] {words.span(cell.range)} of {words.number(whole.value)}", None, "c")
    if whole is None or not cell.shown or not whole.shown or cell.value is None or not whole.value:
        return entry(cell, "count")
    if whole.value < FEW:
        return Entry(f"{words.number(cell.value)} of {words.number(whole.value)} [u]", None, "u")
    share = cell.value / whole.value
    return Entry(words.percent(share) + (" [r]" if cell.status == "r" else ""), share, cell.status)


def in_chart(made: Entry, name: str) -> Point:
    """The chart's point of a table's entry: the same text, the same height."""
    return Point(name, made.value, made.text, made.status)


def finding(
    ask: Ask, by: str, codes: Sequence[str], cells: dict[tuple[str, str], Cell], totals: dict[str, Cell]
) -> str:  # fmt: skip
    """The finding of the first area, the whole; where it lacks an area, of those supplied: whose bars are drawn."""
    whole, *parts = totals
    there = [a for a in parts if any(cells[a, k].status != "x" for k in codes)]
    if not there or any(cells[whole, k].status != "x" for k in codes):
        return leading(ask, by, {k: cells[whole, k] for k in codes}, totals[whole])
    period = totals[whole].period
    found = {k: combined([cells[a, k] for a in there], "count", period, whole) for k in codes}
    total = combined([totals[a] for a in there], "count", period, whole)
    return without([ALL_AREAS[a] for a in parts if a not in there]) + leading(ask, by, found, total)


def leading(ask: Ask, by: str, cells: dict[str, Cell], total: Cell) -> str:
    """The finding of a split: its largest shown category, and how much of the whole it is."""
    double = {k for k, parts in MERGED.get(by, {}).items() if not any(cells[p].status == "c" for p in parts)}
    shown = {code: c for code, c in cells.items() if c.shown and c.value and code not in double}
    title = f"{ask.label} by {BREAKDOWNS[by].label.lower()}"
    if not shown:
        if all(c.shown for c in cells.values()):
            return f"{title}: none in this period"
        why = "hidden to protect children" if any(c.status == "c" for c in cells.values()) else "not supplied"
        return f"{title}: {why}"
    most = max(c.value or 0 for c in shown.values())
    names = [label_of(by, code) for code, c in shown.items() if c.value == most]
    hidden = "shown " if any(c.status == "c" for c in cells.values()) else ""
    of = f" of {words.number(total.value)}" if total.shown and total.value else ""
    if len(names) > 1:  # as large as each other: neither is the largest
        return f"{words.listed(names)} are the largest {hidden}groups: {words.number(most)} each{of} {ask.many}"
    return f"{names[0]} is the largest {hidden}group: {words.number(most)}{of} {ask.many}"


def matrix(released: Released, ask: Ask, by: tuple[str, str], choice: Choice) -> Table | None:
    """Two breakdowns crossed, shaded by value; margins are the one-way figures of the same period."""
    period = latest(released, ask.metric, choice, "quarter", by) or latest(released, ask.metric, choice, "year", by)
    if period is None:
        return None
    down, across = (BREAKDOWNS[b] for b in by)
    cells = {
        (r, c): released.find(ask.metric, period, choice.area, {by[0]: r, by[1]: c})
        for r in (*down.vocabulary.codes, NOT_RECORDED) for c in (*across.vocabulary.codes, NOT_RECORDED)
    }  # fmt: skip
    most = max((c.value or 0 for c in cells.values() if c.shown), default=0)
    rows_of = [r for r in (*down.vocabulary.codes, NOT_RECORDED) if r != NOT_RECORDED or _any(cells, 0)]
    columns = [c for c in (*across.vocabulary.codes, NOT_RECORDED) if c != NOT_RECORDED or _any(cells, 1)]
    rows = tuple(
        Row(down.vocabulary.label(r), tuple(entry(cells[r, c], "count", most=most) for c in columns)) for r in rows_of
    )
    shown = {k: c for k, c in cells.items() if c.shown and c.value}
    heading = f"{ask.label}: nothing can be shown"
    if shown:
        pairs = [f"{down.vocabulary.label(r)} and {across.vocabulary.label(c)}" for (r, c), x in shown.items()
                 if x.value == most]  # fmt: skip
        said = f"{words.number(most)} {ask.one if most == 1 else ask.many}"
        heading = f"The largest group is {pairs[0]}: {said}"
        if len(pairs) > 1:
            heading = f"{words.number(len(pairs))} groups are the largest, each {said}: {'; '.join(pairs)}"
    return Table(heading, f"{ask.label} by {down.label.lower()} and {across.label.lower()}, {period.label}",
                 (down.label, *(across.vocabulary.label(c) for c in columns)), rows,
                 f"{ask.metric}-{'-'.join(by)}".replace("_", "-"),
                 about_line(released, ask.metric, choice, period.label,
                            f"{down.label.lower()} by {across.label.lower()}"),
                 source_line(released, ask.metric), statuses(rows))  # fmt: skip


def _any(cells: dict[tuple[str, str], Cell], place: int) -> bool:
    """Whether anything stands under not recorded, down (0) or across (1)."""
    return any(k[place] == NOT_RECORDED and (c.value or c.status in ("c", "u")) for k, c in cells.items())


def over_time(released: Released, ask: Ask, by: str, choice: Choice, newest: int) -> Chart | None:
    """A breakdown in the last `newest` quarters as stacked bars, each with its n; the table has the same quarters."""
    periods = [p for p in released.periods("quarter", ask.metric, (by,)) if p.end <= choice.period.end][-newest:]
    if not periods:
        return None
    periods.reverse()
    label, here = partial(label_of, by), [choice.area]
    cells = {(p.code, k[1]): c for p in periods for read in (released.table, partial(together, released))
             for k, c in read(ask.metric, p, here, by).items()}  # fmt: skip
    blank = {(p.code, k): absent(ask.metric, p, choice.area) for p in periods for _, k in cells}
    cells = blank | cells
    codes = codes_of(by, cells)
    totals = {p.code: released.find(ask.metric, p, choice.area) for p in periods}
    names = {p.code: f"{words.short_period(p)} (n = {words.cell_text(totals[p.code], 'count')})" for p in periods}
    series = tuple(
        Series(label(k), tuple(point(cells[p.code, k], "count", names[p.code]) for p in periods))
        for k in drawn(by, codes, cells, list(totals))
    )
    rows = tuple(
        Row(words.short_period(p), (*(entry(cells[p.code, k], "count") for k in codes), entry(totals[p.code], "count")))
        for p in periods
    )
    last = {k: cells[periods[0].code, k] for k in codes}
    told = any(c.shown and c.value for c in last.values())
    heading = leading(ask, by, last, totals[periods[0].code])
    heading += f" {words.in_period(periods[0])}" if told else f", {periods[0].label}"
    line = about_line(
        released, ask.metric, choice, f"the last {len(periods)} quarters", f"by {BREAKDOWNS[by].label.lower()}"
    )
    table = Table("", f"{ask.label} by {BREAKDOWNS[by].label.lower()}", ("Quarter", *map(label, codes), "Total"), rows,
                  f"{ask.metric}-{by}-quarters".replace("_", "-"), "",
                  source_line(released, ask.metric), statuses(rows))  # fmt: skip
    shown = tuple((names[p.code], c.value or 0.0) for p in periods if (c := totals[p.code]).shown)
    return Chart(heading, line, "stacked_bar", series, f"Stacked bars by quarter. {heading}.", table, "number",
                 wholes=shown)  # fmt: skip
