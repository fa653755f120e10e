"""Bars: lying ones, pairs over time, and stacked ones whose hidden part is hatched, so that lengths stay comparable."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.blocks import Chart, Point
from dashboard.looks import INK, ON_COLOUR, PALETTE, QUIET, colour, figure_of, top_of

ROOM = 1.35
"""Length of a lying bar's axis to its longest bar: the number behind it has room on a phone."""


def bars(chart: Chart) -> go.Figure:
    """Lying bars for one series (names have room), standing pairs over time for several."""
    if len(chart.series) > 1:
        return _pairs(chart)
    points = list(reversed(chart.series[0].points))
    figure = figure_of(max(200, 60 + 44 * len(points)))
    figure.add_bar(
        y=[_folded(p.x) for p in points], x=[p.y or 0 for p in points], orientation="h",
        text=[f" {p.text}" for p in points], textposition="outside", textfont={"size": 16, "color": INK},
        cliponaxis=False, marker={"color": PALETTE[0]}, hovertemplate="%{y}: %{text}<extra></extra>",
    )  # fmt: skip
    figure.update_xaxes(
        range=[0, top_of(chart) / 1.12 * ROOM], showgrid=False, showticklabels=False, ticks="", linecolor="#FFFFFF"
    )
    figure.update_yaxes(showgrid=False, linecolor=QUIET)
    return figure


def _folded(name: str) -> str:
    """A long name on two lines, so that bars keep room on a phone."""
    if len(name) <= 16 or " " not in name:
        return f"{name} "
    cut = min((i for i, c in enumerate(name) if c == " "), key=lambda i: abs(i - len(name) // 2))
    return f"{name[:cut]} <br>{name[cut + 1 :]} "


def _pairs(chart: Chart) -> go.Figure:
    figure = figure_of()
    for place, one in enumerate(chart.series):
        figure.add_bar(
            x=[p.x.replace(" ", "<br>") for p in one.points], y=[p.y for p in one.points], name=one.name,
            marker={"color": colour(one, place), "pattern": {"shape": "" if place % 2 == 0 else "/",
                    "fillmode": "overlay", "fgcolor": "#FFFFFF", "fgopacity": 0.6, "size": 7}},
            text=[p.text for p in one.points], textposition="outside", textfont={"size": 14, "color": INK},
            cliponaxis=False, hovertemplate=f"{one.name}, %{{x}}: %{{text}}<extra></extra>",
        )  # fmt: skip
    for x in {p.x for s in chart.series for p in s.points if p.y is None}:
        gone = [(s.name, p.text) for s in chart.series for p in s.points if p.x == x and p.y is None]
        alike = len(gone) == len(chart.series) and len({text for _, text in gone}) == 1
        lost = [gone[0][1]] if alike else [f"{name} {text}" for name, text in gone]
        figure.add_annotation(x=x.replace(" ", "<br>"), y=0, text="<br>".join(lost), showarrow=False, yanchor="bottom",
                              font={"size": 14, "color": QUIET})  # fmt: skip
    figure.update_layout(barmode="group", showlegend=True, bargap=0.25, margin={"t": 40})
    figure.update_yaxes(range=[0, top_of(chart)], tickformat=",")
    return figure


def _gone(lost: Sequence[Point], of: int) -> str:
    """What stands in a bar's place: that nothing was supplied, or how many segments are not shown."""
    if len(lost) == of and all(p.status == "x" for p in lost):
        return "Not supplied, or not settled yet"
    return f"Not shown: {len(lost)} of {of}"


def stacked(chart: Chart) -> go.Figure:
    """One lying bar an area or period, numbers on the segments; what is not shown of its total is hatched."""
    names = list(dict.fromkeys(p.x for s in chart.series for p in s.points))
    figure, wholes = figure_of(110 + 62 * len(names)), dict(chart.wholes)
    shown = {n: sum(p.y or 0 for s in chart.series for p in s.points if p.x == n) for n in names}
    lost = {n: [p for s in chart.series for p in s.points if p.x == n and p.y is None] for n in names}
    gaps = {n: max(0.0, wholes[n] - shown[n]) if lost[n] and n in wholes else 0.0 for n in names}
    most = max((shown[n] + gaps[n] for n in names), default=1) or 1
    for place, one in enumerate(chart.series):
        by_name = {p.x: p for p in one.points}
        here = [by_name.get(n) for n in reversed(names)]
        figure.add_bar(
            y=[_folded(n) for n in reversed(names)], x=[p.y if p else None for p in here], orientation="h",
            name=one.name, text=[p.text if p and p.y and p.y / most > 0.03 else "" for p in here],
            textposition="inside", insidetextanchor="middle", textangle=0,
            textfont={"size": 15, "color": ON_COLOUR[place % len(PALETTE)]},
            marker={"color": PALETTE[place % len(PALETTE)], "line": {"color": "#FFFFFF", "width": 2}},
            hovertemplate=f"{one.name}, %{{y}}: %{{x}}<extra></extra>",
        )  # fmt: skip
    if any(gaps.values()):
        figure.add_bar(
            y=[_folded(n) for n in reversed(names)], x=[gaps[n] or None for n in reversed(names)], orientation="h",
            name="Not shown", hovertemplate="Not shown, %{y}<extra></extra>",
            marker={"color": "#FFFFFF", "line": {"color": QUIET, "width": 1},
                    "pattern": {"shape": "/", "fgcolor": QUIET, "bgcolor": "#FFFFFF", "size": 8, "solidity": 0.15}},
        )  # fmt: skip
    for n in names:
        if lost[n] and not gaps[n]:  # under the bar, where a phone has room
            figure.add_annotation(y=_folded(n), x=0, text=_gone(lost[n], len(chart.series)), showarrow=False,
                                  xanchor="left", yshift=0 if not shown[n] else -24,
                                  font={"size": 14, "color": QUIET})  # fmt: skip
    figure.update_layout(
        barmode="stack", showlegend=True, margin={"t": 48}, uniformtext={"minsize": 13, "mode": "hide"}
    )
    figure.update_xaxes(showticklabels=False, ticks="", linecolor="#FFFFFF")
    figure.update_yaxes(showgrid=False, linecolor="#FFFFFF")
    return figure
