"""Charts: our template on every figure, one colour per authority, nothing drawn that is hidden, palette contrast."""

import importlib
from pathlib import Path

import plotly.graph_objects as go
import pytest

from dashboard import charts, looks
from dashboard.blocks import Chart, Mark, Point, Series, Table
from dashboard.reading import Choice
from data_contracts.areas import LA_CODES
from data_contracts.periods import parse

EMPTY = Table("", "c", ("a", "b"), (), "s")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_palette_is_readable():
    assert all(contrast(c, "#FFFFFF") >= 2.99 for c in looks.PALETTE)
    assert all(contrast(a, b) >= 2.9 for a, b in zip(looks.PALETTE, looks.PALETTE[1:], strict=False))
    assert all(contrast(a, b) >= 4.5 for a, b in zip(looks.PALETTE, looks.ON_COLOUR, strict=True))


def test_each_authority_keeps_its_colour():
    assert [looks.AREA_COLOUR[a] for a in LA_CODES] == list(looks.PALETTE[:4])
    assert len(set(looks.AREA_COLOUR.values())) == len(looks.AREA_COLOUR)
    assert looks.colour(Series("Stockton-on-Tees", (), "E06000004"), 0) == "#F46A25"


@pytest.mark.parametrize("name", ["overview", "on_the_list", "risk", "missing", "audit", "data_quality"])
@pytest.mark.parametrize("area", ["TEES", "E06000002"])
def test_every_chart_wears_our_template(released, name, area):
    question = importlib.import_module(f"dashboard.questions.{name}")
    for block in question.answer(released, Choice(parse("2026-10"), area)):
        if isinstance(block, Chart):
            assert block.alt and block.table.rows
            for figure in charts.figures(block):
                assert isinstance(figure, go.Figure)
                assert figure.layout.template.layout.font.family == looks.FONT
                assert figure.layout.template.layout.font.size == 16


def points(*heights):
    return tuple(
        Point(f"m{i}", h, "[c]" if h is None else str(h), "c" if h is None else "ok", parse(f"2026-{i + 1:02d}").start)
        for i, h in enumerate(heights)
    )


def line(*series, **more):
    return Chart("h", "l", "line", tuple(series), "alt", EMPTY, **more)


def test_a_hidden_month_is_a_gap_with_its_mark():
    (figure,) = charts.figures(line(Series("a", points(3, None, 5))))
    assert list(figure.data[0].y) == [3, None, 5] and figure.data[0].connectgaps is False
    assert (list(figure.data[1].text), list(figure.data[1].y)) == (["[c]"], [0])


def test_lines_differ_in_marker_and_dash_as_well_as_colour():
    (figure,) = charts.figures(line(Series("a", points(3, 4)), Series("b", points(1, 2))))
    drawn = [d for d in figure.data if d.name]
    assert len({d.marker.symbol for d in drawn}) == len({d.line.dash for d in drawn}) == 2
    assert all(d.line.width >= 2.5 and d.marker.size >= 8 for d in drawn)


def test_limits_target_and_events_are_drawn_with_words():
    marks = (Mark(1, parse("2026-02").start, "New tool"),)
    block = line(Series("a", points(3, 4)), centre=3.5, lower=1.0, upper=6.0, target=5.0, marks=marks)
    said = {a.text for a in charts.figures(block)[0].layout.annotations}
    assert {"usual level", "target", "<b>1</b>"} <= said


def test_panels_share_one_scale():
    figures = charts.figures(line(Series("a", points(3, 40)), Series("b", points(1, 2)), panels=True))
    assert len(figures) == 2 and len({tuple(f.layout.yaxis.range) for f in figures}) == 1


def test_what_is_hidden_of_a_bar_is_a_gap_of_its_own_length():
    parts = tuple(Series(n, (Point("Hartlepool", y, "[c] 0 to 6" if y is None else str(y), "ok" if y else "c"),))
                  for n, y in (("High", 5), ("Low", None)))  # fmt: skip
    (figure,) = charts.figures(Chart("h", "l", "stacked_bar", parts, "alt", EMPTY, wholes=(("Hartlepool", 9.0),)))
    gap = figure.data[-1]
    assert gap.name == "Not shown" and gap.x == (4.0,) and gap.marker.pattern.shape == "/"
    (unknown,) = charts.figures(Chart("h", "l", "stacked_bar", parts, "alt", EMPTY))
    assert unknown.layout.annotations[0].text == "Not shown: 1 of 2" and len(unknown.data) == 2


def test_bars_start_at_zero():
    (figure,) = charts.figures(Chart("h", "l", "bar", (Series("a", points(3, 9)),), "alt", EMPTY))
    assert figure.layout.xaxis.range[0] == 0


def test_the_browser_draws_with_the_same_plotly_as_the_package():
    """Our bundle of lines and bars is the one of the Python package's version, so both read a figure alike."""
    from plotly.offline import get_plotlyjs_version

    from dashboard import charts

    head = (Path(charts.__file__).parent / "plotly-basic.min.js").read_text("utf-8")[:200]
    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}" in head and "MIT license" in head
