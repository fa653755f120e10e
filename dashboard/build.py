"""Builds chart and table blocks from released figures: trends, splits by area, two-way tables.

Every chart carries the table of exactly the figures it draws, so nothing stands in the picture alone.
"""

from collections.abc import Sequence

from dashboard import words
from dashboard.blocks import Chart, Entry, Mark, Point, Row, Series, Table
from dashboard.cells import Cell
from dashboard.reading import Ask, Choice, finding, latest, read, spoken_period, verdict, verdict_of
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import Period
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED


def about_line(released: Released, metric: str, choice: Choice, period: str, extra: str = "") -> str:
    """Measure, place, period, unit: the line under a heading."""
    title = released.definitions.get(metric, {}).get("title", metric)
    return ", ".join(filter(None, [str(title), ALL_AREAS[choice.area], period, extra])) + "."


def source_line(released: Released, metric: str) -> str:
    """Source and as-at, under a chart or table."""
    source = str(released.definitions.get(metric, {}).get("source", "")).rstrip(".")
    return f"Source: {source or 'the authorities’ extracts'}. As at {words.day(released.as_at)}."


def entry(cell: Cell, kind: str, unit: str = "", most: float = 0) -> Entry:
    """A table cell; `most` > 0 shades it by value."""
    shade = cell.value / most if most and cell.shown and cell.value is not None else None
    value = cell.value if cell.shown else None
    return Entry(words.cell_text(cell, kind, unit), value, cell.status, shade)


def point(cell: Cell, kind: str, label: str = "", unit: str = "") -> Point:
    """A chart point; a figure that is not shown is a gap with its shorthand."""
    y = cell.value if cell.shown else None
    name = label or words.short_period(cell.period)
    return Point(name, y, words.cell_text(cell, kind, unit), cell.status, cell.period.start)


def statuses(rows: Sequence[Row]) -> tuple[str, ...]:
    """The shorthand that these rows need explained."""
    return words.key_lines(e.status for row in rows for e in row.entries)


def upto(released: Released, metric: str, area: str, last: Period) -> list[Cell]:
    """A metric's series in one area, up to and with the period `last`."""
    return [c for c in released.series(metric, area, last.kind) if c.period <= last]


def trend(released: Released, ask: Ask, choice: Choice, also: Sequence[Ask] = ()) -> Chart:
    """Lines over time for the chosen area (one metric, or several of one kind), with limits where judged."""
    metric, last = ask.metric, spoken_period(released, ask.metric, choice)
    kind, got = released.kind_of(metric), read(released, metric, choice)
    asks = [ask, *also]
    lines = {a.metric: upto(released, a.metric, choice.area, last) for a in asks}
    signal = released.signal(metric, choice.area) if not also else None
    judged = {str(p.get("month", ""))[:7]: str(p.get("point_type", "")) for p in signal["points"]} if signal else {}
    series = tuple(
        Series(a.label, tuple(_judged(point(c, kind, unit=a.one), judged, c) for c in lines[a.metric]), "")
        for a in asks
    )
    shape, said = verdict(released, metric, got.cell)
    heading = finding(released, ask, got)
    span = f"{words.short_period(lines[metric][0].period)} to {words.short_period(last)}" if lines[metric] else last.label
    limits = {k: signal[k] for k in ("centre", "lower", "upper")} if signal else {}
    target = released.definitions.get(metric, {}).get("target")
    table = trend_table(released, asks, choice, last)
    shown = [p.text for p in series[0].points if p.y is not None]
    alt = f"Line chart of {ask.label.lower()}, {span}. {heading}." + (f" Newest shown: {shown[-1]}." if shown else "")
    return Chart(heading, about_line(released, metric, choice, span, _unit(kind, ask)), "line", series, alt, table,
                 _unit(kind, ask), kind in ("share", "ratio"), target=target, marks=marks(released, metric, lines[metric]),
                 verdict=shape, verdict_words=str(signal["sentence"]) if signal else said, **limits)  # fmt: skip


def _unit(kind: str, ask: Ask) -> str:
    return {"share": "percent", "ratio": "percent", "median": ask.one}.get(kind, "number")


def _judged(drawn: Point, judged: dict[str, str], cell: Cell) -> Point:
    """The point with its verdict: only signals are marked, the usual stays plain."""
    shape, _ = verdict_of(judged.get(f"{cell.period.start:%Y-%m}", "common"))
    return Point(drawn.x, drawn.y, drawn.text, drawn.status, drawn.when, shape if shape in ("up", "down") else "")


def marks(released: Released, metric: str, cells: Sequence[Cell]) -> tuple[Mark, ...]:
    """Dated events of a metric within a series, numbered in order."""
    if not cells:
        return ()
    inside = [e for e in released.events if e["metric"] in (metric, "", None) and cells[0].period.start <= e["date"]]
    inside = [e for e in inside if e["date"] <= cells[-1].period.end]
    return tuple(Mark(n, e["date"], f"{e['title']} ({words.day(e['date'])})") for n, e in enumerate(inside, 1))


def trend_table(released: Released, asks: Sequence[Ask], choice: Choice, last: Period) -> Table:
    """Periods down, newest first; across: each metric in the area, or one metric in the area and its parts."""
    metric, kind = asks[0].metric, released.kind_of(asks[0].metric)
    parts = [a for a in released.parts_of(choice.area) if a != choice.area]
    pairs = [(a, choice.area) for a in asks] if len(asks) > 1 else [(asks[0], x) for x in (choice.area, *parts)]
    heads = [a.label if len(asks) > 1 else ALL_AREAS[area] for a, area in pairs]
    columns = [upto(released, a.metric, area, last) for a, area in pairs]
    found = [{c.period: c for c in column} for column in columns]
    periods = sorted({p for f in found for p in f}, reverse=True)
    rows = tuple(
        Row(words.short_period(p), tuple(
            entry(f[p], kind, a.one) if p in f else Entry("[x]", status="x")
            for f, (a, _) in zip(found, pairs, strict=True)))
        for p in periods
    )  # fmt: skip
    caption = f"{', '.join(a.label for a in asks)}, {ALL_AREAS[choice.area]}"
    return Table("", caption, ("Period", *heads), rows, metric.replace("_", "-"),
                 source=source_line(released, metric), key=statuses(rows))  # fmt: skip


def panels(released: Released, ask: Ask, choice: Choice) -> Chart:
    """One small line chart for each authority on one scale, and the table of all."""
    last = spoken_period(released, ask.metric, choice)
    kind = released.kind_of(ask.metric)
    areas = released.parts_of(choice.area)
    series = tuple(
        Series(ALL_AREAS[a], tuple(point(c, kind) for c in upto(released, ask.metric, a, last)), a) for a in areas
    )
    heading = finding(released, ask, read(released, ask.metric, choice))
    alt = f"Small line charts of {ask.label.lower()}, one for each of {words.listed([s.name for s in series])}."
    return Chart(heading, about_line(released, ask.metric, choice, last.label, "number, on one scale"), "line", series,
                 alt, trend_table(released, [ask], choice, last), "number", panels=len(series) > 1)  # fmt: skip


def codes_of(by: str, cells: dict[tuple[str, str], Cell]) -> list[str]:
    """Categories of a breakdown in order; `not_recorded` only if anything stands there."""
    codes = list(BREAKDOWNS[by].vocabulary.codes)
    blank = [c for (_, code), c in cells.items() if code == NOT_RECORDED and (c.value or c.status in ("c", "u"))]
    return codes + ([NOT_RECORDED] if blank else [])


def split(released: Released, ask: Ask, by: str, choice: Choice, chart: bool = True, kind: str = "quarter") -> Chart | Table | None:
    """A metric by one breakdown in the last settled quarter: bars (stacked by authority) and their table."""
    period = latest(released, ask.metric, choice, kind, (by,))
    if period is None:
        return None
    parts = [a for a in released.parts_of(choice.area) if a != choice.area]
    areas, label = [choice.area, *parts], BREAKDOWNS[by].vocabulary.label
    cells = released.table(ask.metric, period, areas, by)
    codes = codes_of(by, cells)
    rows = tuple(Row(label(code), tuple(entry(cells[a, code], "count") for a in areas)) for code in codes)
    totals = [released.find(ask.metric, period, a, basis=cells[a, codes[0]].basis) for a in areas]
    whole = Row("Total", tuple(entry(c, "count") for c in totals), total=True)
    heading = leading(ask, by, {code: cells[choice.area, code] for code in codes}, totals[0])
    line = about_line(released, ask.metric, choice, period.label, f"by {BREAKDOWNS[by].label.lower()}")
    caption = f"{ask.label} by {BREAKDOWNS[by].label.lower()}, {period.label}"
    table = Table("" if chart else heading, caption, (BREAKDOWNS[by].label, *(ALL_AREAS[a] for a in areas)),
                  (*rows, whole), f"{ask.metric}-{by}".replace("_", "-"), "" if chart else line,
                  source_line(released, ask.metric), statuses((*rows, whole)))  # fmt: skip
    if not chart:
        return table
    stacked = len(codes) <= 5 and len(parts) > 1
    series = (
        tuple(Series(label(k), tuple(point(cells[a, k], "count", ALL_AREAS[a]) for a in parts)) for k in codes)
        if stacked
        else (Series(ask.label, tuple(point(cells[choice.area, k], "count", label(k)) for k in codes)),)
    )
    return Chart(heading, line, "stacked_bar" if stacked else "bar", series, f"Bar chart. {heading}.", table, "number")


def leading(ask: Ask, by: str, cells: dict[str, Cell], total: Cell) -> str:
    """The finding of a split: its largest shown category, and how much of the whole it is."""
    shown = {code: c for code, c in cells.items() if c.shown and c.value}
    title = f"{ask.label} by {BREAKDOWNS[by].label.lower()}"
    if not shown:
        none = all(c.shown for c in cells.values())
        return f"{title}: {'none in this period' if none else 'no category can be shown'}"
    top = max(shown, key=lambda code: shown[code].value or 0)
    name, value = BREAKDOWNS[by].vocabulary.label(top), words.number(shown[top].value or 0)
    hidden = any(c.status == "c" for c in cells.values())
    of = f" of {words.number(total.value)}" if total.shown and total.value else ""
    return f"{name} is the largest {'shown ' if hidden else ''}group: {value}{of} {ask.many}"


def matrix(released: Released, ask: Ask, by: tuple[str, str], choice: Choice) -> Table | None:
    """Two breakdowns crossed, shaded by value; margins are the one-way figures of the same period."""
    period = latest(released, ask.metric, choice, "quarter", by)
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
        r, c = max(shown, key=lambda k: shown[k].value or 0)
        pair = f"{down.vocabulary.label(r)} and {across.vocabulary.label(c).lower()} risk"
        heading = f"{pair} together is the largest group: {words.number(shown[r, c].value or 0)} {ask.many}"
    return Table(heading, f"{ask.label} by {down.label.lower()} and {across.label.lower()}, {period.label}",
                 (down.label, *(across.vocabulary.label(c) for c in columns)), rows,
                 f"{ask.metric}-{'-'.join(by)}".replace("_", "-"),
                 about_line(released, ask.metric, choice, period.label, f"{down.label.lower()} by {across.label.lower()}"),
                 source_line(released, ask.metric), statuses(rows))  # fmt: skip


def _any(cells: dict[tuple[str, str], Cell], place: int) -> bool:
    """Whether anything stands under not recorded, down (0) or across (1)."""
    return any(k[place] == NOT_RECORDED and (c.value or c.status in ("c", "u")) for k, c in cells.items())
