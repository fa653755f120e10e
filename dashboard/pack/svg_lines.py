"""Lines over time as SVG: limits as a pale band, the usual level, the target, dated events, signals, gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.blocks import Chart, Point, Series
from dashboard.looks import BAND, INK, QUIET, RULE, SIGNAL, colour
from dashboard.pack.canvas import SIZE, WIDTH, Canvas, Spot, marker, wide

SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "circle")
DASHES = ("", "10 5", "3 4", "10 4 3 4", "16 5", "16 4 3 4")
NICE = (1, 2, 2.5, 5, 10)
HEIGHT, PANEL = 178, 176
"""Units: a chart across the page, and one of several side by side."""
HEAD, MARKS = 26, 20
"""Units over the frame, and what the numbers of dated events need there."""


@dataclass(frozen=True)
class Plot:
    """Where values stand: the frame in units, the highest value, the number of points."""

    left: float
    right: float
    top: float
    bottom: float
    high: float
    n: int

    def x(self, place: int) -> float:
        """Across: the point's place."""
        return self.left + (self.right - self.left) * (place + 0.5) / max(1, self.n)

    def y(self, value: float) -> float:
        """Down: the value, held inside the frame."""
        share = min(max(value, 0.0), self.high) / self.high
        return self.bottom - (self.bottom - self.top) * share


def counted(chart: Chart) -> bool:
    """Whether a chart draws whole numbers only, so that its axis has no halves between them."""
    return not chart.percent and all(float(p.y or 0).is_integer() for s in chart.series for p in s.points)


def steps(high: float, most: int = 4, whole: bool = False) -> list[float]:
    """Round values from 0 to at least `high`, at most `most` steps; `whole`: in whole numbers."""
    size = 10.0 ** (len(str(int(high))) - 2) if high >= 1 else 0.01
    while True:
        for nice in NICE:
            step = size * nice
            if high / step <= most and (step.is_integer() or not whole):
                return [step * n for n in range(int(-(-high // step)) + 1)]
        size *= 10


def said(value: float, percent: bool) -> str:
    """An axis number."""
    return f"{value * 100:g}%" if percent else f"{value:,g}"


def lines(chart: Chart, series: Sequence[Series], first: int = 0, top: float | None = None) -> str:
    """The picture of one or more lines; `top` fixes the scale of small multiples."""
    points = series[0].points
    limits = [b[1] for b in chart.band if b]
    drawn = [p.y or 0.0 for s in series for p in s.points]
    most = top if top else max([*drawn, *limits, chart.upper or 0, chart.target or 0, 0.0])
    ticks = steps(min(1.0, most) if chart.percent else max(most, 1.0), whole=counted(chart))
    name = chart.alt if top is None else f"{series[0].name}. {chart.alt}"
    across = WIDTH if top is None else WIDTH // 2 - 10
    canvas = Canvas(HEIGHT if top is None else PANEL, name, across)
    left = max(wide(said(t, chart.percent)) for t in ticks) + 10
    head = HEAD + MARKS * bool(chart.marks and len(series) > 1)  # the names' key stands above the numbers of events
    plot = Plot(left, across - 6, head, canvas.height - 42, ticks[-1], len(points))
    _frame(canvas, chart, plot, ticks)
    _limits(canvas, chart, plot)
    _dates(canvas, points, plot)
    _marks(canvas, chart, points, plot)
    for place, one in enumerate(series):
        _line(canvas, chart, one, place + first, plot, alone=len(series) == 1)
    _names(canvas, series, first, plot)
    return canvas.svg()


def _frame(canvas: Canvas, chart: Chart, plot: Plot, ticks: Sequence[float]) -> None:
    for tick in ticks:
        y = plot.y(tick)
        canvas.line("grid", (plot.left, y), (plot.right, y), RULE if tick else QUIET, 1)
        canvas.text("tick", (plot.left - 7, y + 5), said(tick, chart.percent), INK, "end")


def _limits(canvas: Canvas, chart: Chart, plot: Plot) -> None:
    half = (plot.right - plot.left) / max(1, plot.n) / 2
    if any(chart.band):
        for place, pair in enumerate(chart.band):
            if pair:
                high, low = plot.y(pair[1]), plot.y(max(0.0, pair[0]))
                canvas.box("limits", (plot.x(place) - half, high), (half * 2 + 0.3, low - high), BAND)
    elif chart.lower is not None and chart.upper is not None:
        high, low = plot.y(chart.upper), plot.y(max(0.0, chart.lower))
        canvas.box("limits", (plot.left, high), (plot.right - plot.left, low - high), BAND)
    for height, word, dash in ((chart.centre, "usual level", ""), (chart.target, "target", "7 5")):
        if height is not None:
            y = plot.y(height)
            canvas.line(word.split()[0], (plot.left, y), (plot.right, y), QUIET, 1.5, dash)
            canvas.text("word", (plot.left + 4, y + _clear(chart, plot, y, wide(word, 14))), word, QUIET, size=14)


def _clear(chart: Chart, plot: Plot, y: float, room: float) -> float:
    """How far from its line a word stands: above, or below where the curve runs just above."""
    points = [(plot.x(n), plot.y(p.y)) for n, p in enumerate(chart.series[0].points) if p.y is not None]
    here = [at for x, at in points if x < plot.left + room + 12]
    above, below = (sum(y - 24 < at < y + 2 for at in here), sum(y - 2 < at < y + 24 for at in here))
    return -5 if above <= below else 16


def _dates(canvas: Canvas, points: Sequence[Point], plot: Plot) -> None:
    room = (plot.right - plot.left) // 92
    step = max(1, -(-len(points) // max(1, int(room))))
    if len(points) > 12:
        step = next((n for n in (3, 4, 6, 12) if step <= n), 12)
    for place in range(len(points) - 1, -1, -step):
        x, parts = plot.x(place), points[place].x.rsplit(" ", 1)
        canvas.line("tick", (x, plot.bottom), (x, plot.bottom + 5), QUIET, 1)
        anchor = "end" if place == len(points) - 1 and len(points) > 12 else "middle"
        x = plot.right if anchor == "end" else x
        for row, part in enumerate(parts):
            canvas.text("date", (x, plot.bottom + 20 + row * 17), part, INK, anchor)


def _marks(canvas: Canvas, chart: Chart, points: Sequence[Point], plot: Plot) -> None:
    """Dated events: a dotted line with a number, explained below the chart."""
    for mark in chart.marks:
        places = [n for n, p in enumerate(points) if p.when and p.when <= mark.when]
        if places:
            x = plot.x(places[-1])
            canvas.line("event", (x, plot.top - 6), (x, plot.bottom), QUIET, 1.5, "2 3")
            canvas.box("event", (x - 9, plot.top - 24), (18, 19), "#FFFFFF", QUIET)
            canvas.text("event", (x, plot.top - 9), str(mark.number), INK, "middle", True)


def _line(canvas: Canvas, chart: Chart, one: Series, place: int, plot: Plot, alone: bool) -> None:
    """One line with its gaps and its signals."""
    ink, run = colour(one, place), list[Spot]()
    for n, p in enumerate((*one.points, Point("", None, ""))):
        if p.y is not None:
            run.append((plot.x(n), plot.y(p.y)))
        elif run:
            canvas.path("series", run, ink, 3, "" if alone else DASHES[place % len(DASHES)])
            run = []
    size = 4 if len(one.points) > 18 else 5
    for n, p in enumerate(one.points):
        if p.y is None:
            spot = plot.x(n), plot.bottom
            marker(canvas, "gap", "cross", spot, QUIET, 4)
            if sum(q.y is None for q in one.points) <= 4:
                canvas.text("gap", (spot[0], spot[1] - 9), p.text.split("]")[0] + "]", QUIET, "middle", size=14)
        elif p.verdict in ("up", "down"):
            marker(canvas, "signal", f"triangle-{p.verdict}", (plot.x(n), plot.y(p.y)), SIGNAL, 7)
        else:
            marker(canvas, "point", SHAPES[place % len(SHAPES)], (plot.x(n), plot.y(p.y)), ink, size)


def _names(canvas: Canvas, series: Sequence[Series], first: int, plot: Plot) -> None:
    """Each line's newest shown figure, with its name where there are several: above the lines, in their order."""
    x = plot.left
    for place, one in enumerate(series, first):
        shown = [(n, p) for n, p in enumerate(one.points) if p.y is not None]
        if not shown:
            continue
        n, p = shown[-1]
        if len(series) == 1:
            near = [q.y for q in one.points[max(0, n - 4) : n + 1] if q.y is not None]
            y = max(plot.y(max(near)) - 12, 15)
            canvas.text("name", (min(plot.x(n) + 8, plot.right), y), p.text, INK, "end", True)
            continue
        marker(canvas, "key", SHAPES[place % len(SHAPES)], (x + 14, 10), colour(one, place), 5)
        canvas.line("key", (x, 10), (x + 28, 10), colour(one, place), 3, DASHES[place % len(DASHES)])
        label = f"{one.name}: {p.text}"
        canvas.text("name", (x + 34, 10 + SIZE * 0.33), label, INK, bold=True)
        x += 34 + wide(label) + 26
