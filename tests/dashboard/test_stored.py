"""Pages print the stored verdict and sentence as they stand: change what is stored and the page changes with it."""

import json

import pytest
from made_release import make_release

from dashboard import charts
from dashboard.attention import Tally, by_chance, tally
from dashboard.blocks import Chart, Point, Series, Table
from dashboard.questions import on_the_list, overview
from dashboard.reading import Choice, verdict, verdict_of
from dashboard.released import Released
from dashboard.trends import band, trend
from data_contracts.periods import parse

CHOICE = Choice(parse("2026-09"), "TEES")
TOLD = "Of 9 monthly charts in this release 7 are judged; chance alone would still flag fewer than one."


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """A release whose stored verdicts were overwritten, so that nobody who recomputes would say the same."""
    import made_release

    folder = tmp_path / "releases"
    plain = made_release.signal
    monkeypatch.setattr(made_release, "signal", lambda m: plain(m) | {
        "sentence": "Stored words.", "point_types": ["common_cause"] * 34 + ["concern", ""],
        "icons": ["common_cause"] * 34 + ["concern_low", ""]})  # fmt: skip
    make_release(folder, expected_false_signals=json.dumps({"sentence": TOLD}))
    found = Released.open(folder, "strategic")
    yield found
    found.close()


def test_the_page_shows_the_stored_sentence_and_verdict(changed):
    chart = trend(changed, on_the_list.ADDED, CHOICE)
    assert isinstance(chart, Chart)
    assert (chart.verdict, chart.verdict_words) == ("down", "Stored words.")
    assert chart.series[0].points[-1].verdict == "down"
    cell = changed.find("added_to_list", CHOICE.period, "TEES")
    assert verdict(changed, "added_to_list", cell) == ("down", "concern: lower than usual")


def test_the_overview_says_how_many_false_signals_to_expect(released):
    assert "still flag about 3 of the 49" in by_chance(Tally(49, 0, 8, 2.76))
    assert "none or one" in by_chance(Tally(49, 0, 8, 0.4)) and by_chance(Tally(0, 0, 8, 0.0)) == ""
    assert tally(released, "TEES").words in overview.opening(released, CHOICE, [])[-1]


def test_months_not_judged_for_hidden_ones_are_told_apart_from_too_few():
    assert verdict_of("hidden")[0] == "hidden" and verdict_of("not_judged")[0] == "few"


def test_limits_that_differ_are_drawn_month_by_month_and_a_gap_has_none(released):
    cells = released.series("open_on_list", "TEES", "month")[-3:]
    months = json.dumps([f"{c.period.start:%Y-%m}" for c in cells])
    differ = {"months": months, "lowers": "[0.2, null, 0.3]", "uppers": "[0.9, null, 0.8]"}
    assert band(differ, cells) == ((0.2, 0.9), None, (0.3, 0.8))
    assert band({"months": months, "lowers": "[1, 1, 1]", "uppers": "[9, 9, 9]"}, cells) == ()
    assert band({"months": months}, cells) == ()
    points = tuple(Point(str(c.period), 5.0, "5", "ok", c.period.start) for c in cells)
    chart = Chart("h", "l", "line", (Series("s", points),), "alt", Table("", "c", ("a", "b"), (), "s"),
                  lower=1.0, upper=20.0, band=((-2.0, 20.0), None, (3.0, 8.0)))  # fmt: skip
    (figure,) = charts.figures(chart)
    bars = next(t for t in figure.data if t.type == "bar")
    assert list(bars.base) == [0, 3] and list(bars.y) == [20, 5] and not figure.layout.shapes
