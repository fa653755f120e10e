"""Charts on paper: well-formed, inside their frame, every figure drawn once, nothing drawn that is not shown."""

import importlib
from dataclasses import replace
from datetime import date

import pytest
from pack_files import parsed

from dashboard.blocks import Chart, Mark, Point, Series, Table
from dashboard.pack.canvas import SIZE
from dashboard.pack.svg import pictures
from dashboard.pack.svg_lines import steps
from dashboard.reading import Choice
from data_contracts.periods import parse

NAMES = ("overview", "on_the_list", "risk", "missing", "audit", "told")
SVG = "{http://www.w3.org/2000/svg}"
TABLE = Table("", "Caption", ("Period",), (), "slug")


def of(root, tag, kind):
    return [e for e in root.iter(SVG + tag) if e.get("class") == kind]


def texts(root):
    return ["".join(e.itertext()) for e in root.iter(SVG + "text")]


def months(values, **more):
    days = [(date(2026, n, 1), v) for n, v in enumerate(values, 1)]
    return tuple(Point(f"{d:%b} 2026", v, "[c]" if v is None else f"{v:g}", when=d, **more) for d, v in days)


def chart(kind, series, **more):
    return Chart("Finding", "Line", kind, series, "What it shows.", TABLE, **more)


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_of_a_page_is_drawn_inside_its_frame(released, name):
    module = importlib.import_module(f"dashboard.questions.{name}")
    charts = [b for b in module.answer(released, Choice(parse("2026-10"), "TEES")) if isinstance(b, Chart)]
    for one in charts:
        for title, svg in pictures(one):
            root = parsed(svg)
            _, _, wide, high = map(float, root.get("viewBox").split())
            assert one.alt in root.get("aria-label") and "nan" not in svg and "None" not in svg
            for e in root.iter():
                for key, most in (("x", wide), ("cx", wide), ("x1", wide), ("x2", wide), ("y", high), ("cy", high)):
                    if e.get(key):
                        assert -1 <= float(e.get(key)) <= most + 1, (name, title, e.get("class"), e.attrib)


def test_the_number_of_an_event_stands_below_the_names_of_several_lines():
    lines = tuple(Series(name, months([3, 5, 4])) for name in ("One", "Two"))
    root = parsed(pictures(chart("line", lines, marks=(Mark(1, date(2026, 2, 14), "New tool"),)))[0][1])
    boxes, key = of(root, "rect", "event"), [float(e.get("cy")) for e in of(root, "circle", "key")]
    assert boxes and key and min(float(e.get("y")) for e in boxes) > max(key) + 8


def test_a_line_marks_each_point_signal_gap_and_event():
    points = (*months([3, 5, 4]), *months([None]), Point("May 2026", 9, "9", when=date(2026, 5, 1), verdict="up"))
    points = tuple(replace(p, when=date(2026, n, 1)) for n, p in enumerate(points, 1))
    made = chart("line", (Series("One", points),), centre=5.0, lower=-1.0, upper=8.0, target=6.0,
                 marks=(Mark(1, date(2026, 2, 14), "New tool"),))  # fmt: skip
    root = parsed(pictures(made)[0][1])
    assert len(of(root, "circle", "point")) == 3 and len(of(root, "polygon", "signal")) == 1
    assert len(of(root, "line", "gap")) == 2 and "[c]" in texts(root)
    assert len(of(root, "path", "series")) == 2, "the gap parts the line"
    assert len(of(root, "rect", "limits")) == 1 and float(of(root, "rect", "limits")[0].get("height")) > 0
    assert len(of(root, "line", "target")) == 1 and of(root, "line", "target")[0].get("stroke-dasharray")
    assert len(of(root, "line", "usual")) == 1 and "usual level" in texts(root)
    assert next(iter(of(root, "text", "event"))).text == "1"


def test_limits_step_where_they_differ_by_month():
    made = chart("line", (Series("One", months([0.5, 0.4, 0.6])),), percent=True,
                 band=((0.2, 0.8), None, (0.1, 0.9)))  # fmt: skip
    boxes = of(parsed(pictures(made)[0][1]), "rect", "limits")
    assert len(boxes) == 2 and float(boxes[0].get("height")) < float(boxes[1].get("height"))


def test_bars_are_as_long_as_their_numbers_and_gaps_have_no_length():
    points = (Point("A", 10, "10"), Point("B", 5, "5"), Point("C", None, "[c] 0 to 6", "c"))
    root = parsed(pictures(chart("bar", (Series("One", points),)))[0][1])
    a, b, c = (float(e.get("width")) for e in of(root, "rect", "bar"))
    assert a == pytest.approx(2 * b, abs=0.1) and c == 0
    assert {"10", "5", "[c] 0 to 6"} <= set(texts(root))


def test_stacked_bars_carry_their_numbers_and_name_what_is_not_shown():
    series = (Series("High", (Point("Area", 30, "30"),)), Series("Low", (Point("Area", 20, "20"),)),
              Series("None", (Point("Area", None, "[c] 0 to 6", "c"),)))  # fmt: skip
    root = parsed(pictures(chart("stacked_bar", series))[0][1])
    wide = [float(e.get("width")) for e in of(root, "rect", "bar")]
    assert wide[0] == pytest.approx(wide[1] * 1.5, abs=0.1) and len(wide) == 2
    assert {"30", "20", "None [c] 0 to 6"} <= set(texts(root)) and len(of(root, "rect", "key")) == 3


def test_a_bar_of_which_nothing_was_supplied_says_so_once():
    series = tuple(Series(name, (Point("Here", 3, "3"), Point("There", None, "[x]", "x"))) for name in ("High", "Low"))
    assert texts(parsed(pictures(chart("stacked_bar", series))[0][1])).count("[x]") == 1
    mixed = (series[0], Series("Low", (Point("Here", 3, "3"), Point("There", None, "[c] 0 to 6", "c"))))
    assert "High [x], Low [c] 0 to 6" in texts(parsed(pictures(chart("stacked_bar", mixed))[0][1]))


def test_nothing_of_an_axis_of_shares_is_cut_off():
    root = parsed(pictures(chart("line", (Series("One", months([0.5, 1.0])),), percent=True))[0][1])
    whole = next(t for t in of(root, "text", "tick") if t.text == "100%")
    assert float(whole.get("x")) >= (3 * 0.497 + 0.824) * SIZE  # widths of this face's digits and per cent sign


def test_an_axis_of_whole_numbers_has_no_halves():
    ticks = [t.text for t in of(parsed(pictures(chart("bar", (Series("Added", months([10, 3])),
                                                              Series("Removed", months([5, 2])))))[0][1]),
                                "text", "tick")]  # fmt: skip
    assert ticks == ["0", "5", "10"]
    few = [
        t.text for t in of(parsed(pictures(chart("line", (Series("One", months([0, 1, 2])),)))[0][1]), "text", "tick")
    ]
    assert few == ["0", "1", "2"]
    rates = chart("line", (Series("One", months([0.4, 1.2])),))
    assert any("." in str(t.text) for t in of(parsed(pictures(rates)[0][1]), "text", "tick"))


def test_pairs_stand_side_by_side():
    series = (Series("Added", months([4, 2])), Series("Removed", months([1, 3])))
    bars = of(parsed(pictures(chart("bar", series))[0][1]), "rect", "bar")
    assert len(bars) == 4
    tall = [float(b.get("height")) for b in bars]
    assert tall[0] == pytest.approx(4 * tall[2], abs=0.1)


def test_dots_have_intervals_targets_and_words_for_what_is_not_shown():
    series = (Series("Tees", (Point("Told", 0.5, "50%", low=0.4, high=0.6, target=0.9),), "TEES"),
              Series("Hartlepool", (Point("Told", None, "[x]", "x"),), "E06000001"))  # fmt: skip
    root = parsed(pictures(chart("dots", series, percent=True))[0][1])
    line = of(root, "line", "interval")[0]
    spot = of(root, "circle", "point")[0]
    assert float(line.get("x1")) < float(spot.get("cx")) < float(line.get("x2"))
    assert len(of(root, "line", "target")) == 1 and "Hartlepool [x]" in texts(root)


def test_panels_share_one_scale():
    made = chart("line", (Series("One", months([10, 10])), Series("Two", months([5, 5]))), panels=True)
    (_, one), (_, two) = pictures(made)
    ticks = [[t.text for t in of(parsed(svg), "text", "tick")] for svg in (one, two)]
    assert ticks[0] == ticks[1]


@pytest.mark.parametrize("high", [0.01, 0.3, 1, 3, 7, 12, 99, 100, 101, 1234, 98765])
def test_axes_reach_their_highest_value_in_round_steps(high):
    found = steps(high)
    assert found[0] == 0 and found[-1] >= high and 2 <= len(found) <= 6


def test_text_cannot_become_markup():
    made = chart("bar", (Series("One", (Point('<script>"&', 1, "1"),)),))
    root = parsed(pictures(made)[0][1])
    assert '<script>"&' in texts(root) and not list(root.iter(SVG + "script"))
