"""Draws a dot plot: a row for each measure, a mark for each area, its interval as a line, its target as a tick.

Row names stand above their marks, so that the plot keeps the whole width of a phone.
"""

import plotly.graph_objects as go

from dashboard.blocks import Chart, Point, Series
from dashboard.charts import AREA_COLOUR, INK, MARKERS, PALETTE, QUIET, RULE, TEMPLATE

NAME, STEP, GAP = 24, 13, 8
"""Pixels for a row's name, for each mark in it, and below it."""
OTHER = {"TEES": INK, "HSSCP": PALETTE[4], "STSCP": PALETTE[5]}
"""Areas above the authorities keep their colour too."""


def drawn(chart: Chart) -> go.Figure:
    """The plot as one figure; what is not shown stands in words at the start of its place."""
    names = list(dict.fromkeys(p.x for s in chart.series for p in s.points))
    most = max(sum(any(p.x == n for p in s.points) for s in chart.series) for n in names)
    deep = NAME + STEP * most + GAP
    high = (
        1.0 if chart.percent else 1.08 * max((p.high or p.y or 0.0 for s in chart.series for p in s.points), default=1)
    )
    figure = go.Figure(layout={"template": TEMPLATE, "height": deep * len(names) + 84})
    seen = dict.fromkeys(names, 0)
    for place, one in enumerate(chart.series):
        heights = []
        for p in one.points:
            heights.append(names.index(p.x) * deep + NAME + STEP * (seen[p.x] + 0.5))
            seen[p.x] += 1
        _marks(figure, one, heights, place, len(chart.series) > 1)
    for n, name in enumerate(names):
        figure.add_annotation(x=0, xref="paper", xanchor="left", y=n * deep + NAME / 2, text=name, showarrow=False,
                              font={"size": 15, "color": INK}, bgcolor="#FFFFFF", borderpad=0)  # fmt: skip
    _lines(figure, chart, names, deep)
    figure.update_yaxes(range=[deep * len(names), 0], showticklabels=False, showgrid=False, linecolor=RULE)
    wide = high or 1.0
    figure.update_xaxes(range=[-0.012 * wide, 1.012 * wide], tickformat=".0%" if chart.percent else ",",
                        showgrid=True, gridcolor=RULE, nticks=6, linecolor=QUIET)  # fmt: skip
    figure.update_layout(showlegend=len({s.name for s in chart.series if s.points}) > 1 and most > 1)
    return figure


def _marks(figure: go.Figure, one: Series, heights: list[float], place: int, many: bool) -> None:
    """One area's marks with their intervals, and the words of those that are not shown."""
    ink = AREA_COLOUR.get(one.code) or OTHER.get(one.code) or PALETTE[place % len(PALETTE)]
    pairs = list(zip(one.points, heights, strict=True))
    shown = [(p, h, p.y) for p, h in pairs if p.y is not None]
    symbol = MARKERS[place % len(MARKERS)]
    figure.add_scatter(
        x=[y for _, _, y in shown], y=[h for _, h, _ in shown], name=one.name, mode="markers",
        marker={"symbol": [f"{symbol}-open" if p.few else symbol for p, _, _ in shown], "size": 10, "color": ink,
                "line": {"color": ink if any(p.few for p, _, _ in shown) else INK, "width": 2}},
        error_x={"type": "data", "symmetric": False, "thickness": 2.5, "width": 0, "color": ink,
                 "array": [_reach(p, y, 1) for p, _, y in shown],
                 "arrayminus": [_reach(p, y, -1) for p, _, y in shown]},
        customdata=[[p.x, p.text] for p, _, _ in shown],
        hovertemplate=f"{one.name}, %{{customdata[0]}}: %{{customdata[1]}}<extra></extra>",
    )  # fmt: skip
    for p, h in pairs:
        if p.y is None:
            figure.add_annotation(x=0, xanchor="left", y=h, text=f"{one.name}: {p.text}" if many else p.text,
                                  showarrow=False, font={"size": 13, "color": QUIET})  # fmt: skip


def _reach(point: Point, y: float, way: int) -> float:
    """How far the interval reaches above (1) or below (-1) the mark."""
    end = point.high if way > 0 else point.low
    return 0.0 if end is None else max(0.0, (end - y) * way)


def _lines(figure: go.Figure, chart: Chart, names: list[str], deep: int) -> None:
    """The whole area's value as a line through all rows, targets as dashed ticks through their row."""
    bottom = deep * len(names)
    if chart.centre is not None:
        figure.add_shape(type="line", x0=chart.centre, x1=chart.centre, y0=0, y1=bottom, layer="below",
                         line={"color": QUIET, "width": 1.5})  # fmt: skip
    for n, name in enumerate(names):
        target = next((p.target for s in chart.series for p in s.points if p.x == name and p.target is not None), None)
        if target is not None:
            figure.add_shape(type="line", x0=target, x1=target, y0=n * deep + NAME, y1=(n + 1) * deep - GAP,
                             line={"color": INK, "width": 2, "dash": "dash"})  # fmt: skip
            figure.add_annotation(x=target, xanchor="right", y=n * deep + NAME / 2, text="target", showarrow=False,
                                  font={"size": 13, "color": QUIET})  # fmt: skip
