"""Chart blocks as Plotly figures, each kind drawn in a file of its own: only numbers that are in the block."""

import plotly.graph_objects as go

from dashboard import bars, dotplot, lines
from dashboard.blocks import Chart


def figures(chart: Chart) -> list[go.Figure]:
    """The chart as Plotly figures: one, or one for each series when it is in panels (same scale)."""
    if chart.kind == "dots":
        return [dotplot.drawn(chart)]
    if chart.kind in ("bar", "stacked_bar"):
        return [bars.stacked(chart) if chart.kind == "stacked_bar" else bars.bars(chart)]
    if chart.panels:
        top = max((p.y or 0 for s in chart.series for p in s.points), default=1)
        return [lines.drawn(chart, [s], i, top) for i, s in enumerate(chart.series)]
    return [lines.drawn(chart, chart.series, 0, None)]
