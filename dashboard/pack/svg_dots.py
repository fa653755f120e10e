"""Dot plots as SVG: a row for each measure, a mark for each area, its interval as a line, its target as a tick."""

from dashboard import words
from dashboard.blocks import Chart, Point, Series
from dashboard.looks import AREA_COLOUR, INK, MARKERS, PALETTE, QUIET, RULE
from dashboard.pack.canvas import WIDTH, Canvas, marker, wide
from dashboard.pack.svg_lines import said, steps

STEP, GAP, KEY = 9.0, 9.0, 22.0
"""Units for each mark in a row, between rows, and for a row of the key."""
NAMES = 236.0
"""Room for the names of the rows, which fold into it."""


def dots(chart: Chart) -> str:
    """The picture: the key above, rows below, one scale."""
    names = list(dict.fromkeys(p.x for s in chart.series for p in s.points))
    shown = [s for s in chart.series if s.points]
    most = max((sum(any(p.x == n for p in s.points) for s in shown) for n in names), default=1)
    deep = max(STEP * most, 30.0) + GAP
    rows = _rows(shown) if most > 1 else 0
    canvas = Canvas(rows * KEY + deep * len(names) + 34, chart.alt)
    top = rows * KEY + 4
    high = 1.0 if chart.percent else max((p.high or p.y or 0.0 for s in shown for p in s.points), default=1.0) or 1.0
    ticks = steps(high, 5)
    start, scale = NAMES + 12, (WIDTH - NAMES - 24) / ticks[-1]
    for tick in ticks:
        x = start + tick * scale
        canvas.line("grid", (x, top), (x, top + deep * len(names)), RULE if tick else QUIET, 1)
        canvas.text("tick", (x, canvas.height - 10), said(tick, chart.percent), INK, "middle")
    if most > 1:
        _key(canvas, shown, chart)
    for n, name in enumerate(names):
        y = top + n * deep
        _name(canvas, name, y + deep / 2)
        here = [(s, chart.series.index(s), p) for s in shown for p in s.points if p.x == name]
        for k, (one, place, p) in enumerate(here):
            _mark(canvas, (one, place, p), y + deep / 2 + STEP * (k - (len(here) - 1) / 2), (start, scale))
        _absent(canvas, [(s.name, p.text) for s, _, p in here if p.y is None], (start, y + deep - 5), most > 1)
        target = next((p.target for _, _, p in here if p.target is not None), None)
        if target is not None:
            x = start + target * scale
            canvas.line("target", (x, y + 2), (x, y + deep - 2), INK, 2, "5 3")
    return canvas.svg()


def ink_of(one: Series, place: int) -> str:
    """An authority's own colour; the whole in the colour of text."""
    return AREA_COLOUR.get(one.code) or PALETTE[place % len(PALETTE)]


def _rows(series: list[Series]) -> int:
    x, rows = 0.0, 1
    for one in series:
        long = 44 + wide(one.name)
        x, rows = (long, rows + 1) if x and x + long > WIDTH else (x + long, rows)
    return rows


def _key(canvas: Canvas, series: list[Series], chart: Chart) -> None:
    x, y = 0.0, 12.0
    for one in series:
        long = 44 + wide(one.name)
        if x and x + long > WIDTH:
            x, y = 0.0, y + KEY
        place = chart.series.index(one)
        marker(canvas, "key", MARKERS[place % len(MARKERS)], (x + 8, y), ink_of(one, place))
        canvas.text("key", (x + 20, y + 5), one.name, INK)
        x += long


def _name(canvas: Canvas, name: str, middle: float) -> None:
    """A row's name, on two or three lines where it is long."""
    lines, line = list[str](), ""
    for word in name.split():
        if line and wide(f"{line} {word}") > NAMES:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    for n, part in enumerate(lines):
        canvas.text("name", (NAMES, middle + 5 + (n - (len(lines) - 1) / 2) * 17), part, INK, "end")


def _mark(canvas: Canvas, what: tuple[Series, int, Point], y: float, frame: tuple[float, float]) -> None:
    """One mark with its interval."""
    one, place, p = what
    start, scale = frame
    ink = ink_of(one, place)
    if p.y is None:
        return
    if p.low is not None and p.high is not None:
        canvas.line("interval", (start + p.low * scale, y), (start + p.high * scale, y), ink, 2.5)
    spot = (start + p.y * scale, y)
    marker(canvas, "point", MARKERS[place % len(MARKERS)], spot, ink, 4)
    if p.few:
        canvas.add("circle", "few", cx=spot[0], cy=spot[1], r=2, fill="#FFFFFF")


def _absent(canvas: Canvas, gone: list[tuple[str, str]], spot: tuple[float, float], many: bool) -> None:
    """What a row does not show, in a line: areas by their shorthand, or how many where that is too long."""
    by_text: dict[str, list[str]] = {}
    for name, text in gone:
        by_text.setdefault(text, []).append(name)
    said = "; ".join(f"{words.listed(names)} {text}" if many else text for text, names in by_text.items())
    if wide(said, 13) > WIDTH - spot[0] - 10:
        said = f"{len(gone)} areas not shown: see the table"
    if said:
        canvas.text("gap", (spot[0] + 5, spot[1]), said, QUIET, size=13)
