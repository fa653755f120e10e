"""Blocks over time: lines with limits and events, small multiples, paired bars, and their tables.

Every chart carries the table of exactly the figures it draws, so nothing stands in the picture alone.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard import words
from dashboard.blocks import Chart, Entry, Mark, Note, Point, Row, Series, Table
from dashboard.cells import Cell
from dashboard.parts import about_line, entry, point, source_line, statuses, unit_of
from dashboard.reading import Ask, Choice, finding, point_types, read, spoken_period, standing, verdict_of, viewed
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import Period

FEW_UNSENT = 3
"""So many rows of nothing sent at the beginning of a table are no more than the gap that they are."""


def upto(released: Released, metric: str, area: str, last: Period) -> list[Cell]:
    """A metric's series in one area, up to and with the period `last`."""
    return [c for c in released.series(metric, area, last.kind) if c.period <= last]


def trend(released: Released, ask: Ask, choice: Choice, also: Sequence[Ask] = ()) -> Chart | Note:
    """Lines over time for the chosen area (one metric, or several of one kind), with limits where judged."""
    asks = [replace(a, metric=viewed(released, a.metric, choice)) for a in (ask, *also)]
    if len({released.kind_of(a.metric) for a in asks}) > 1:  # a rate beside a count has no common scale
        asks = [ask, *also]
    ask, got = asks[0], read(released, ask.metric, choice)
    metric, last = ask.metric, spoken_period(released, ask.metric, choice)
    kind = released.kind_of(metric)
    lines = {a.metric: upto(released, a.metric, choice.area, last) for a in asks}
    if not any(lines.values()):
        return nothing_yet(ask)
    signal = released.signal(metric, choice.area) if not also else None
    judged = point_types(signal) if signal else {}
    series = tuple(
        Series(a.label, tuple(_judged(point(c, kind, unit=a.one), judged, c) for c in lines[a.metric]), "")
        for a in asks
    )
    shape, said = standing(released, metric, got)
    if signal and signal["sentence"] and (got.missing or newest_shown(lines[metric], got.cell)):
        said = str(signal["sentence"])
    heading = finding(released, ask, got)
    span = (
        f"{words.short_period(lines[metric][0].period)} to {words.short_period(last)}" if lines[metric] else last.label
    )
    limits = {k: signal[k] for k in ("centre", "lower", "upper")} if signal else {}
    target = released.target(metric, choice.area)
    table = trend_table(released, asks, choice, last)
    shown = [f"{p.text} in {p.x}" for p in series[0].points if p.y is not None]
    alt = f"Line chart of {ask.label.lower()}, {span}. {heading}." + (f" Newest shown: {shown[-1]}." if shown else "")
    return Chart(heading, about_line(released, metric, choice, span, unit_of(kind, ask)), "line", series, alt, table,
                 unit_of(kind, ask), kind in ("share", "ratio"), target=target,
                 band=band(signal, lines[metric]) if signal else (),
                 marks=marks(released, metric, lines[metric], choice), verdict=shape, verdict_words=said,
                 metric=metric, **limits)  # fmt: skip


def band(signal: dict[str, Any], cells: Sequence[Cell]) -> tuple[tuple[float, float] | None, ...]:
    """Stored limits month by month, where they differ: shares of few and many cases, limits taken anew. Else ()."""
    months, low, high = (json.loads(signal.get(k) or "[]") for k in ("months", "lowers", "uppers"))
    pairs = {m: (a, b) for m, a, b in zip(months, low, high, strict=False) if a is not None and b is not None}
    if len(set(pairs.values())) < 2:
        return ()
    return tuple(pairs.get(f"{c.period.start:%Y-%m}") for c in cells if c.period.kind == "month")


def newest_shown(cells: Sequence[Cell], cell: Cell) -> bool:
    """Whether `cell` is the last figure shown in its series, of which a stored sentence speaks."""
    shown = [c.period for c in cells if c.shown]
    return bool(shown) and shown[-1] == cell.period


def _judged(drawn: Point, judged: dict[str, str], cell: Cell) -> Point:
    """The point with its verdict: only signals are marked, the usual stays plain."""
    shape, _ = verdict_of(judged.get(f"{cell.period.start:%Y-%m}", "common"))
    return Point(drawn.x, drawn.y, drawn.text, drawn.status, drawn.when, shape if shape in ("up", "down") else "")


def marks(released: Released, metric: str, cells: Sequence[Cell], choice: Choice) -> tuple[Mark, ...]:
    """Dated events of a metric and area within a series, and comments about a date, numbered in order."""
    if not cells:
        return ()
    whole = (choice.area, "TEES", "", None)
    found = [(e["date"], str(e["title"])) for e in released.events
             if e["metric"] in (metric, "", None) and e["area"] in whole]  # fmt: skip
    found += [(c.about, f"{c.text.rstrip('.')} – {c.author}") for c in choice.comments
              if c.about and not c.held and c.metric == metric and c.area == choice.area]  # fmt: skip
    inside = sorted(pair for pair in found if cells[0].period.start <= pair[0] <= cells[-1].period.end)
    return tuple(Mark(n, day, f"{title} ({words.day(day)})") for n, (day, title) in enumerate(inside, 1))


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
    rows, unsent = _begun(rows)
    caption = f"{', '.join(a.label for a in asks)}, {ALL_AREAS[choice.area]}"
    return Table("", caption, ("Period", *heads), rows, metric.replace("_", "-"),
                 source=unsent + source_line(released, metric), key=statuses(rows), metric=metric)  # fmt: skip


def _begun(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], str]:
    """The rows, newest first, without the oldest ones for which nobody had sent anything yet; a sentence on those."""
    kept = max((n for n, row in enumerate(rows, 1) if any(e.status != "x" for e in row.entries)), default=1)
    if len(rows) - kept < FEW_UNSENT:
        return rows, ""
    first, last = rows[-1].label, rows[kept].label
    return rows[:kept], words.STATES["unsent"].format(first=first, last=last) + " "


def nothing_yet(ask: Ask) -> Note:
    """What stands in a chart's place when the release has no period of it up to the one chosen."""
    return Note(words.STATES["nothing_here"], f"{ask.label}: nothing for this period")


def panels(released: Released, ask: Ask, choice: Choice) -> Chart | Note:
    """One small line chart for each authority on one scale, and the table of all."""
    got = read(released, ask.metric, choice)
    ask = replace(ask, metric=viewed(released, ask.metric, choice))
    last, kind = spoken_period(released, ask.metric, choice), released.kind_of(ask.metric)
    areas = released.parts_of(choice.area)
    series = tuple(
        Series(ALL_AREAS[a], tuple(point(c, kind) for c in upto(released, ask.metric, a, last)), a) for a in areas
    )
    if not any(s.points for s in series):
        return nothing_yet(ask)
    heading = finding(released, ask, got)
    alt = f"Small line charts of {ask.label.lower()}, one for each of {words.listed([s.name for s in series])}."
    line = about_line(released, ask.metric, choice, last.label, f"{unit_of(kind, ask)}, on one scale")
    return Chart(heading, line, "line", series, alt, trend_table(released, [ask], choice, last), unit_of(kind, ask),
                 kind in ("share", "ratio"), panels=len(series) > 1, metric=ask.metric)  # fmt: skip


def paired(released: Released, asks: tuple[Ask, Ask], choice: Choice, heading: str, newest: int) -> Chart | Note:
    """Two flows side by side as bars in the `newest` periods; the table has every period."""
    last = spoken_period(released, asks[0].metric, choice)
    series = tuple(
        Series(a.label, tuple(point(c, "count") for c in upto(released, a.metric, choice.area, last)[-newest:]))
        for a in asks
    )
    if not any(s.points for s in series):
        return nothing_yet(asks[0])
    title = " and ".join((asks[0].label, asks[1].label.lower()))
    line = about_line(
        released, asks[0].metric, choice, f"the last {len(series[0].points)} periods to {last.label}", "number"
    )
    table = trend_table(released, asks, choice, last)
    return Chart(
        heading, line, "bar", series, f"Paired bars: {title}. {heading}.", table, "number", metric=asks[0].metric
    )
