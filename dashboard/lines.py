"""Draws lines over time: gaps, limits, signals, a name at each line's end, numbered marks of events.

Colour is never alone: every line has its own marker and dash. A figure that is not shown is a gap with a cross and
its shorthand.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.blocks import Chart, Point, Series
from dashboard.looks import BAND, HEIGHT, INK, MARKERS, QUIET, SIGNAL, colour, figure_of, top_of

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MONTH = 31 * 86_400_000
"""Milliseconds of a month on a date axis."""
LABEL_SPAN = 9
"""Points at a line's end that its name may stand over or under: it clears all of them."""


def drawn(chart: Chart, series: Sequence[Series], first: int, top: float | None) -> go.Figure:
    """Lines over time; `first`: the place of the first in the palette, `top`: the end of an axis shared by panels."""
    figure = figure_of(230 if chart.panels else HEIGHT)
    _limits(figure, chart)
    for place, one in enumerate(series, first):
        _line(figure, chart, one, place)
    high = (top * 1.15 if top else 1.0 if chart.percent else top_of(chart)) or 1.0
    share = ".1%" if high < 0.1 else ".0%"
    figure.update_yaxes(range=[0, high], tickformat=share if chart.percent else ",", nticks=4 if chart.panels else 6)
    stamps = sorted({p.when for s in series for p in s.points if p.when})
    if stamps:
        long = max(len(p.x.split(" ")[0]) for s in series for p in s.points) > 4  # quarters need room on a phone
        step = (
            12 if chart.panels and len(stamps) > 12 else max(1, -(-len(stamps) // (3 if chart.panels or long else 6)))
        )
        ticks = stamps[::-step] if len(stamps) > 1 else stamps
        names = {p.when: p.x for s in series for p in s.points}
        figure.update_xaxes(tickvals=[str(t) for t in ticks], ticktext=[names[t].replace(" ", "<br>") for t in ticks])
    if chart.marks:
        figure.update_layout(margin={"t": 36})  # numbers stand above the lines and their names
    for mark in chart.marks:
        figure.add_vline(x=str(mark.when), line={"color": QUIET, "width": 1.5, "dash": "dot"})
        figure.add_annotation(x=str(mark.when), y=1, yref="paper", yanchor="bottom", text=f"<b>{mark.number}</b>",
                              showarrow=False, bgcolor="#FFFFFF", bordercolor=QUIET, borderpad=3)  # fmt: skip
    return figure


def _line(figure: go.Figure, chart: Chart, one: Series, place: int) -> None:
    """One line with its gaps, its signals, and its name at its end."""
    ink, wide = colour(one, place), 36 if len(one.points) > 13 else 13
    figure.add_scatter(
        x=[str(p.when) for p in one.points], y=[p.y for p in one.points], name=one.name, mode="lines+markers",
        line={"color": ink, "width": 3, "dash": DASHES[0 if chart.panels else place % len(DASHES)]},
        marker={"symbol": MARKERS[place % len(MARKERS)], "size": 8 if wide == 36 else 10, "color": ink,
                "line": {"color": INK, "width": 1}},
        customdata=[[p.x, p.text] for p in one.points], connectgaps=False,
        hovertemplate=f"{one.name}<br>%{{customdata[0]}}: %{{customdata[1]}}<extra></extra>",
    )  # fmt: skip
    _gaps(figure, one.points)
    flagged = [p for p in one.points if p.verdict and p.y is not None]
    figure.add_scatter(
        x=[str(p.when) for p in flagged], y=[p.y for p in flagged], mode="markers", hoverinfo="skip",
        marker={"symbol": [f"triangle-{p.verdict}" for p in flagged], "size": 13, "color": SIGNAL,
                "line": {"color": "#FFFFFF", "width": 1}},
    )  # fmt: skip
    shown = [p for p in one.points if p.y is not None]
    if shown:
        end = shown[-1]
        name = f"<b>{end.text}</b>" if chart.panels or len(chart.series) == 1 else f"<b>{one.name}</b> {end.text}"
        below, near = _lowest(chart, one), [p.y for p in shown[-LABEL_SPAN:] if p.y is not None]
        figure.add_annotation(x=str(end.when), y=min(near) if below else max(near), text=name, showarrow=False,
                              yshift=-18 if below else 18, xanchor="right", font={"color": INK})  # fmt: skip


def _lowest(chart: Chart, one: Series) -> bool:
    """Whether this line ends below another, so that its name goes under it."""
    ends = {s.name: next((p.y for p in reversed(s.points) if p.y is not None), None) for s in chart.series}
    mine = ends[one.name]
    return (
        len(ends) > 1
        and not chart.panels
        and mine is not None
        and mine == min(e for e in ends.values() if e is not None)
    )


def _gaps(figure: go.Figure, points: Sequence[Point]) -> None:
    """A cross and the shorthand on the base line where a figure is not shown."""
    lost = [p for p in points if p.y is None]
    many = len(lost) > 4
    figure.add_scatter(
        x=[str(p.when) for p in lost], y=[0] * len(lost), mode="markers" if many else "markers+text",
        text=[p.text.split("]")[0] + "]" for p in lost], textposition="top center", cliponaxis=False,
        marker={"symbol": "x-thin", "size": 9, "color": QUIET, "line": {"color": QUIET, "width": 2.5}},
        customdata=[[p.x, p.text] for p in lost], hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
    )  # fmt: skip


def _limits(figure: go.Figure, chart: Chart) -> None:
    """Limits as a pale band, stepped where they differ by point; centre a line, target dashed; each with its word."""
    steps = [(p.when, b) for p, b in zip(chart.series[0].points, chart.band, strict=False) if b and p.when]
    if steps:
        figure.add_bar(x=[str(when) for when, _ in steps], base=[max(0.0, low) for _, (low, _) in steps],
                       y=[high - max(0.0, low) for _, (low, high) in steps], width=MONTH, marker={"color": BAND},
                       hoverinfo="skip")  # fmt: skip
    elif chart.lower is not None and chart.upper is not None:
        figure.add_hrect(y0=max(0, chart.lower), y1=chart.upper, fillcolor=BAND, line_width=0, layer="below")
    for height, word, dash in ((chart.centre, "usual level", "solid"), (chart.target, "target", "dash")):
        if height is not None:
            figure.add_hline(y=height, line={"color": QUIET, "width": 1.5, "dash": dash}, layer="below")
            figure.add_annotation(x=0, xref="paper", y=height, text=word, showarrow=False, xanchor="left",
                                  yanchor="bottom", font={"size": 14, "color": QUIET})  # fmt: skip
