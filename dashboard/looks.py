"""How charts look: one registered Plotly template, the Analysis Function's colours, marks beside colour, no toolbar.

The papers' own pictures (`pack/svg_*.py`) take their colours from here too.
"""

import plotly.graph_objects as go
import plotly.io as pio

from dashboard.blocks import Chart, Series
from data_contracts.areas import LA_CODES

PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
"""Categorical, in this order only (experience.md 5.1)."""
ON_COLOUR = ("#FFFFFF", "#0b0c0c", "#FFFFFF", "#0b0c0c", "#FFFFFF", "#0b0c0c")
"""Text on each colour of the palette."""
INK, QUIET, RULE, BAND, SIGNAL = "#0b0c0c", "#505a5f", "#D6D6D6", "#E8EEF4", "#490092"
AREA_COLOUR = dict(zip((*LA_CODES, "HSSCP", "STSCP"), PALETTE, strict=True)) | {"TEES": INK}
"""The authorities, in alphabetical order, and the areas above them keep their colour everywhere."""
MARKERS = ("circle", "square", "diamond", "triangle-up", "x", "star")
FONT = '"Source Sans", "Source Sans 3", sans-serif'
HEIGHT = 340

_AXIS = {"showgrid": False, "zeroline": False, "linecolor": QUIET, "tickcolor": QUIET, "ticks": "outside",
         "tickangle": 0, "fixedrange": True, "automargin": True, "tickfont": {"size": 15, "color": INK}}  # fmt: skip
pio.templates["vemt"] = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 16, "color": INK},
        "colorway": list(PALETTE),
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "margin": {"l": 8, "r": 16, "t": 16, "b": 8},
        "hovermode": "closest",
        "hoverlabel": {"font": {"family": FONT, "size": 15, "color": "#FFFFFF"}, "bgcolor": INK},
        "showlegend": False,
        "xaxis": _AXIS,
        "yaxis": _AXIS | {"showgrid": True, "gridcolor": RULE, "linecolor": "#FFFFFF", "ticks": ""},
        "bargap": 0.35,
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom",
                   "traceorder": "normal", "itemclick": False, "itemdoubleclick": False, "title": {"text": ""}},
        "dragmode": False,
    }
)  # fmt: skip
TEMPLATE = "vemt"


def colour(series: Series, place: int) -> str:
    """An authority's own colour, else the palette's in order."""
    return AREA_COLOUR.get(series.code, PALETTE[place % len(PALETTE)])


def figure_of(height: int = HEIGHT) -> go.Figure:
    """An empty figure in our template."""
    return go.Figure(layout={"template": TEMPLATE, "height": height})


def top_of(chart: Chart) -> float:
    """The end of the axis: a little above everything that is drawn."""
    drawn = [p.y or 0 for s in chart.series for p in s.points]
    limits = [b[1] for b in chart.band if b]
    return max([*drawn, *limits, chart.upper or 0, chart.target or 0, 0.0]) * 1.12 or 1.0
