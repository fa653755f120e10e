"""Draws a dot plot: a row for each measure, a mark for each area, its interval as a line, its target as a tick.

Row names stand above their marks, and what is not shown in words below them, so that the plot keeps the whole width
of a phone.
"""

from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go

from dashboard.blocks import Chart, Point, Series
from dashboard.looks import AREA_COLOUR, INK, MARKERS, PALETTE, QUIET, RULE, TEMPLATE

NAME, STEP, LINE, GAP = 24, 14, 18, 10
"""Pixels for a row's name, for each mark in it, for each line of words, and below the row."""
WIDE = 38
"""Letters in a line of words: what a phone has room for."""
ROOM = 32
"""Letters of a row's name from one end of a phone's scale to the other."""
WHOLE = "pentagon"


@dataclass(frozen=True)
class _Row:
    """One row: where it begins and ends, its points by series, the words for what is not shown."""

    name: str
    top: int
    points: dict[int, Point]
    words: tuple[str, ...]

    @property
    def target(self) -> float | None:
        return next((p.target for p in self.points.values() if p.target is not None), None)

    @property
    def under(self) -> bool:
        """Whether the word for the target needs a line of its own: beside a long name a phone has no room for it."""
        return self.target is not None and len(self.name) > ROOM * self.target - len("target ")

    @property
    def marked(self) -> int:
        """Where the marks end."""
        return self.top + NAME + STEP * len(self.points)

    @property
    def bottom(self) -> int:
        return self.marked + LINE * (len(self.words) + self.under) + GAP


def drawn(chart: Chart) -> go.Figure:
    """The plot as one figure; what is not shown stands in words under its row."""
    rows = _rows(chart)
    ends = [p.high or p.y or 0.0 for s in chart.series for p in s.points]
    wide = (1.0 if chart.percent else 1.08 * max(ends)) or 1.0
    keyed = any(p.x != s.name and p.y is not None for s in chart.series for p in s.points) and len(chart.series) > 1
    figure = go.Figure(layout={"template": TEMPLATE, "height": rows[-1].bottom + (100 if keyed else 60)})
    for place, one in enumerate(chart.series):
        _marks(figure, one, place, [(r.points[place], _height(r, place)) for r in rows if place in r.points])
    for row in rows:
        _words(figure, row)
        _target(figure, row)
    if chart.centre is not None:
        figure.add_shape(type="line", x0=chart.centre, x1=chart.centre, y0=0, y1=rows[-1].bottom, layer="below",
                         line={"color": QUIET, "width": 1.5})  # fmt: skip
    figure.update_yaxes(range=[rows[-1].bottom, 0], showticklabels=False, showgrid=False, linecolor=RULE)
    figure.update_xaxes(range=[-0.012 * wide, 1.012 * wide], tickformat=".0%" if chart.percent else ",",
                        showgrid=True, gridcolor=RULE, nticks=6, linecolor=QUIET)  # fmt: skip
    figure.update_layout(showlegend=keyed)
    return figure


def _rows(chart: Chart) -> list[_Row]:
    """The rows from the top down, each as deep as its marks and words."""
    found: list[_Row] = []
    for name in dict.fromkeys(p.x for s in chart.series for p in s.points):
        here = {n: p for n, s in enumerate(chart.series) for p in s.points if p.x == name}
        lost = [f"{chart.series[n].name} {p.text}" if len(here) > 1 else p.text for n, p in here.items() if p.y is None]
        shown = {n: p for n, p in here.items() if p.y is not None}
        words = tuple(wrap("; ".join(lost), WIDE)) if lost else ()
        found.append(_Row(name, found[-1].bottom if found else 0, shown, words))
    return found


def _height(row: _Row, place: int) -> float:
    """Where in its row a series' mark stands."""
    return row.top + NAME + STEP * (list(row.points).index(place) + 0.5)


def _marks(figure: go.Figure, one: Series, place: int, shown: list[tuple[Point, float]]) -> None:
    """One area's marks with their intervals; hollow ones stand for few cases."""
    ink = AREA_COLOUR.get(one.code) or PALETTE[place % len(PALETTE)]
    symbol = WHOLE if one.code == "TEES" else MARKERS[place % len(MARKERS)]
    figure.add_scatter(
        x=[p.y for p, _ in shown], y=[height for _, height in shown], name=one.name, mode="markers",
        marker={"symbol": [f"{symbol}-open" if p.few else symbol for p, _ in shown], "size": 10, "color": ink,
                "line": {"color": [ink if p.few else INK for p, _ in shown], "width": [2 if p.few else 1
                                                                                      for p, _ in shown]}},
        error_x={"type": "data", "symmetric": False, "thickness": 2.5, "width": 0, "color": ink,
                 "array": [_reach(p, 1) for p, _ in shown], "arrayminus": [_reach(p, -1) for p, _ in shown]},
        customdata=[[p.x, p.text] for p, _ in shown],
        hovertemplate=f"{one.name}, %{{customdata[0]}}: %{{customdata[1]}}<extra></extra>",
    )  # fmt: skip


def _reach(point: Point, way: int) -> float:
    """How far the interval reaches above (1) or below (-1) the mark."""
    end = point.high if way > 0 else point.low
    return 0.0 if end is None or point.y is None else max(0.0, (end - point.y) * way)


def _words(figure: go.Figure, row: _Row) -> None:
    """A row's name above its marks, and what is not shown below them."""
    figure.add_annotation(x=0, xref="paper", xanchor="left", y=row.top + NAME / 2, text=row.name, showarrow=False,
                          font={"size": 16, "color": INK}, bgcolor="#FFFFFF", borderpad=0)  # fmt: skip
    if row.words:
        figure.add_annotation(x=0, xref="paper", xanchor="left", yanchor="bottom", y=row.bottom - GAP / 2, align="left",
                              text="<br>".join(row.words), showarrow=False, bgcolor="#FFFFFF", borderpad=0,
                              font={"size": 14, "color": QUIET})  # fmt: skip


def _target(figure: go.Figure, row: _Row) -> None:
    """The row's target as a dashed tick with its word."""
    target = row.target
    if target is not None:
        height = row.marked + LINE / 2 if row.under else row.top + NAME / 2
        figure.add_shape(type="line", x0=target, x1=target, y0=row.top + NAME, y1=row.bottom - GAP,
                         line={"color": INK, "width": 2, "dash": "dash"})  # fmt: skip
        figure.add_annotation(x=target, xanchor="right", y=height, text="target", showarrow=False,
                              font={"size": 14, "color": QUIET})  # fmt: skip
