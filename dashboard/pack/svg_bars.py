"""Bars as SVG: lying bars, pairs over time, stacked bars with their numbers on the segments."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.blocks import Chart, Point, Series
from dashboard.looks import INK, ON_COLOUR, PALETTE, QUIET, colour
from dashboard.pack.canvas import WIDTH, Canvas, wide
from dashboard.pack.svg_lines import Plot, counted, said, steps

BAR, STEP = 21, 29
"""Units: a lying bar, and from one to the next."""


def lying(chart: Chart) -> str:
    """One bar a row, its name before it and its number behind it."""
    points = chart.series[0].points
    canvas = Canvas(STEP * len(points) + 4, chart.alt)
    start = min(260.0, max((wide(p.x) for p in points), default=0) + 14)
    ends = max((wide(p.text) for p in points), default=0) + 14
    most = max([p.y or 0 for p in points], default=0) or 1
    for row, p in enumerate(points):
        y = 4 + row * STEP
        canvas.text("name", (start - 8, y + BAR - 5), p.x, INK, "end")
        long = (WIDTH - start - ends) * (p.y or 0) / most
        canvas.box("bar", (start, y), (long, BAR), PALETTE[0])
        canvas.text("value", (start + long + 7, y + BAR - 5), p.text, INK if p.y is not None else QUIET)
    canvas.line("base", (start, 0), (start, canvas.height), QUIET, 1.5)
    return canvas.svg()


def folded(canvas: Canvas, series: Sequence[Series], inks: Sequence[str]) -> float:
    """The key above the bars: a box and a name for each series, in rows; the height that it took."""
    x, y = 0.0, 0.0
    for one, ink in zip(series, inks, strict=True):
        if x and x + 24 + wide(one.name) > WIDTH:
            x, y = 0.0, y + 22
        canvas.box("key", (x, y + 2), (14, 14), ink)
        canvas.text("key", (x + 20, y + 15), one.name, INK)
        x += 20 + wide(one.name) + 26
    return y + 28


def rows_of_key(series: Sequence[Series]) -> int:
    """How many rows `folded` takes."""
    x, rows = 0.0, 1
    for one in series:
        if x and x + 24 + wide(one.name) > WIDTH:
            x, rows = 0.0, rows + 1
        x += 20 + wide(one.name) + 26
    return rows


def pairs(chart: Chart) -> str:
    """Standing bars side by side in each period, each with its number."""
    canvas = Canvas(210, chart.alt)
    inks = [colour(s, n) for n, s in enumerate(chart.series)]
    top = folded(canvas, chart.series, inks) + 18
    names = [p.x for p in chart.series[0].points]
    most = max([p.y or 0 for s in chart.series for p in s.points], default=0) or 1
    ticks = steps(most, whole=counted(chart))
    left = max(wide(said(t, chart.percent)) for t in ticks) + 10
    plot = Plot(left, WIDTH - 4, top, canvas.height - 42, ticks[-1], len(names))
    for tick in ticks:
        canvas.line("grid", (left, plot.y(tick)), (plot.right, plot.y(tick)), "#D6D6D6" if tick else QUIET, 1)
        canvas.text("tick", (left - 7, plot.y(tick) + 5), said(tick, chart.percent), INK, "end")
    each = (plot.right - left) / max(1, len(names)) * 0.7 / len(chart.series)
    for n, one in enumerate(chart.series):
        for place, p in enumerate(one.points):
            x = plot.x(place) + (n - len(chart.series) / 2) * each
            y = plot.y(p.y or 0)
            canvas.box("bar", (x + 1.5, y), (each - 3, plot.bottom - y), inks[n])
            canvas.text("value", (x + each / 2, y - 5), p.text, INK if p.y is not None else QUIET, "middle", size=15)
    for place, name in enumerate(names):
        for row, part in enumerate(name.rsplit(" ", 1)):
            canvas.text("date", (plot.x(place), plot.bottom + 20 + row * 17), part, INK, "middle")
    return canvas.svg()


def stacked(chart: Chart) -> str:
    """One lying bar an area or period, split by category: numbers on the segments, what is not shown at the end."""
    names = list(dict.fromkeys(p.x for s in chart.series for p in s.points))
    inks = [PALETTE[n % len(PALETTE)] for n in range(len(chart.series))]
    canvas = Canvas(rows_of_key(chart.series) * 22 + 8 + STEP * len(names), chart.alt)
    top = folded(canvas, chart.series, inks)
    start = min(230.0, max((wide(n) for n in names), default=0) + 14)
    found = {(s.name, p.x): p for s in chart.series for p in s.points}
    gone = {n: _gone([(s.name, found[s.name, n]) for s in chart.series if (s.name, n) in found]) for n in names}
    wholes = {n: sum(p.y or 0 for (_, x), p in found.items() if x == n) for n in names}
    gaps = {n: max(0.0, whole - wholes[n]) for n, whole in chart.wholes if gone.get(n)}
    most = max((w + gaps.get(n, 0.0) for n, w in wholes.items()), default=0) or 1
    room = WIDTH - start - min(240.0, max((wide(", ".join(g), 14) + 16 for g in gone.values() if g), default=6))
    for row, name in enumerate(names):
        y = top + row * STEP
        canvas.text("name", (start - 8, y + BAR - 5), name, INK, "end")
        ends = _segments(canvas, [found.get((s.name, name)) for s in chart.series], (start, y), room / most)
        if long := gaps.get(name, 0.0) * room / most:
            canvas.box("hidden", (ends + 1, y + 1), (long - 2, BAR - 2), "#FFFFFF", QUIET)
            ends += long
        if gone[name]:
            text = ", ".join(gone[name])
            fits = wide(text, 14) <= WIDTH - ends - 8
            canvas.text(
                "gap", (ends + 8, y + BAR - 5), text if fits else f"{len(gone[name])} not shown", QUIET, size=14
            )
    canvas.line("base", (start, top - 2), (start, canvas.height), QUIET, 1.5)
    return canvas.svg()


def _gone(points: Sequence[tuple[str, Point]]) -> list[str]:
    """What a bar does not show, by name; once, where nothing of it was supplied."""
    if points and all(p.status == "x" for _, p in points):
        return ["[x]"]
    return [f"{name} {p.text}" for name, p in points if p.y is None]


def _segments(canvas: Canvas, points: Sequence, spot: tuple[float, float], scale: float) -> float:
    """The segments of one bar; where it ends."""
    x, y = spot
    edges = [x]
    for place, p in enumerate(points):
        long = (p.y or 0) * scale if p else 0
        edges.append(edges[-1] + long)
        if long:
            canvas.box("bar", (edges[-2], y), (long, BAR), PALETTE[place % len(PALETTE)], "#FFFFFF")
    for place, (a, b) in enumerate(pairwise(edges)):
        if (p := points[place]) and p.y and b - a > wide(p.text, 15) + 2:
            canvas.text("value", ((a + b) / 2, y + BAR - 5), p.text, ON_COLOUR[place % len(PALETTE)], "middle", size=15)
    return edges[-1]
