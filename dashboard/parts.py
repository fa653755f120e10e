"""Small pieces of chart and table blocks: points, entries, the lines above and below."""

from collections.abc import Sequence

from dashboard import words
from dashboard.blocks import Entry, Point, Row
from dashboard.cells import Cell
from dashboard.reading import Ask, Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS


def about_line(released: Released, metric: str, choice: Choice, period: str, extra: str = "") -> str:
    """Measure, place, period, unit: the line under a heading."""
    title = released.told(metric).get("title", metric)
    return ", ".join(filter(None, [str(title), ALL_AREAS[choice.area], period, extra])) + "."


def source_line(released: Released, metric: str) -> str:
    """Source and as-at, under a chart or table."""
    source = str(released.told(metric).get("source", "")).rstrip(".")
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


def unit_of(kind: str, ask: Ask) -> str:
    """What a chart's height counts, in one word."""
    return {"share": "percent", "ratio": "percent", "median": ask.one}.get(kind, "number")
