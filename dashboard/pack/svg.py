"""Chart blocks as SVG pictures: which picture a chart needs, and how tall."""

from dashboard.blocks import Chart
from dashboard.pack.svg_bars import lying, pairs, stacked
from dashboard.pack.svg_dots import dots
from dashboard.pack.svg_lines import lines


def pictures(chart: Chart) -> list[tuple[str, str]]:
    """(name, SVG) of each picture of a chart: one, or one per series when it is in panels on one scale."""
    if chart.kind == "dots":
        return [("", dots(chart))]
    if chart.kind == "stacked_bar":
        return [("", stacked(chart))]
    if chart.kind == "bar":
        return [("", lying(chart) if len(chart.series) == 1 else pairs(chart))]
    if chart.panels:
        top = max((p.y or 0 for s in chart.series for p in s.points), default=1) or 1
        return [(s.name, lines(chart, (s,), n, top)) for n, s in enumerate(chart.series)]
    return [("", lines(chart, chart.series))]
