"""Every state of a page has a name, words and a test: what the reader sees, drawn by the app itself."""

import dataclasses
import hashlib
import hmac
import json
from datetime import date

import pytest
import streamlit as st
from made_history import EARLIER, WHY, WITHDRAWN, make_history
from made_release import KEY, make_release
from test_pages import html, opened

from dashboard import access, app, words
from dashboard.cells import Cell
from dashboard.headlines import headline
from dashboard.reading import Ask, Choice
from data_contracts.periods import parse

OPEN = Ask("open_on_list", "On the list", "child on the list", "children on the list")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_history(tmp_path_factory.mktemp("states") / "releases")


@pytest.fixture(autouse=True)
def here(folder, monkeypatch):
    monkeypatch.setenv("VEMT_HOME", str(folder.parent))
    monkeypatch.setenv("VEMT_AUDIENCE", "strategic")
    monkeypatch.setattr(access, "client_address", lambda: None)
    monkeypatch.setattr(access, "listens_here_only", lambda: True)
    st.cache_resource.clear()


def cell(status: str, **numbers) -> Cell:
    blank = dict.fromkeys(
        ("numerator", "not_recorded", "denominator", "value", "lower", "upper", "range_low", "range_high")
    )
    return Cell("open_on_list", parse("2026-09"), "TEES", (), "live", **(blank | numbers), status=status)


def start_fails(monkeypatch, name: str) -> str:
    """The sentence on the screen when the app cannot open the release."""
    from streamlit.testing.v1 import AppTest

    shown = AppTest.from_file(str(app.ROOT / "app.py"), default_timeout=30).run()
    assert not shown.exception
    return html(shown)


def test_1_no_release_yet(monkeypatch, tmp_path):
    monkeypatch.setenv("VEMT_HOME", str(tmp_path))
    assert words.STATES["no_release"] in start_fails(monkeypatch, "no_release")


@pytest.mark.parametrize(("today", "late"), [(date(2027, 1, 28), False), (date(2027, 1, 29), True)])
def test_2_older_than_its_due_date(monkeypatch, today, late):
    class Clock(date):
        @classmethod
        def today(cls):
            return today

    monkeypatch.setattr(app, "date", Clock)
    assert ("older than it should be: a newer one was due on 28 January 2027" in html(opened("missing"))) is late


def test_3_some_authorities_missing():
    assert "3 of 4 (Hartlepool missing)" in html(opened("overview"))
    assert "Hartlepool has not supplied October 2026, so totals are incomplete" in html(opened("overview"))


def test_4_a_true_zero_is_a_zero():
    assert words.cell_text(cell("ok", numerator=0, value=0.0), "count") == "0"


def test_5_not_recorded_is_a_category_of_its_own():
    assert ">Not recorded<" in html(opened("on-the-list"))


def test_6_not_supplied():
    assert "[x] not supplied" in html(opened("on-the-list", area="Hartlepool", period="October 2026"))


def test_7_hidden_with_its_safe_range():
    drawn = html(opened("on-the-list"))
    assert "[c] 0 to 6" in drawn and "hidden to protect children" in drawn
    assert words.state(cell("c", range_low=0, range_high=6)) == "Not given exactly; it is 0 to 6."


def test_8_too_few():
    assert words.shorthand(cell("u", numerator=2, denominator=4)) == "2 of 4 [u]"
    assert words.state(cell("u")) == words.STATES["too_few"]


def test_9_nothing_matches(monkeypatch, tmp_path):
    make_release(tmp_path / "releases", empty=True)
    monkeypatch.setenv("VEMT_HOME", str(tmp_path))
    assert words.STATES["nothing_here"] in html(opened("missing"))


def test_9_a_search_without_a_hit_says_what_to_do():
    assert "Try fewer or shorter words" in html(opened("definitions", find="zebra crossing"))


def test_10_not_allowed(monkeypatch):
    monkeypatch.setenv("VEMT_AUDIENCE", "everybody")
    assert "no file for that audience" in start_fails(monkeypatch, "not_allowed")


def test_11_another_computer_is_not_let_in(monkeypatch):
    monkeypatch.setattr(access, "client_address", lambda: "10.0.0.7")
    drawn = start_fails(monkeypatch, "signed_out")
    assert words.STATES["signed_out"] in drawn and "<table>" not in drawn


@pytest.mark.parametrize("spoil", ["bytes", "manifest", "form"])
def test_12_a_release_that_fails_its_checks(monkeypatch, tmp_path, spoil):
    name = make_release(tmp_path / "releases")
    path = tmp_path / "releases" / name / "strategic.duckdb"
    manifest = path.with_name("manifest.json")
    if spoil == "manifest":
        manifest.write_text("{}", "utf-8")
    else:
        path.write_bytes(b"not a release" if spoil == "form" else path.read_bytes()[:-1] + b"x")
    if spoil == "form":
        said = json.loads(manifest.read_text("utf-8"))
        said["audiences"]["strategic"]["sha256"] = hmac.new(KEY, path.read_bytes(), hashlib.sha256).hexdigest()
        manifest.write_text(json.dumps(said), "utf-8")
    monkeypatch.setenv("VEMT_HOME", str(tmp_path))
    drawn = start_fails(monkeypatch, "fails_checks")
    assert "nothing of it is shown" in drawn and "<table>" not in drawn


def test_13_withdrawn_release_gives_the_reason_and_the_current_one():
    drawn = html(opened("missing", release=WITHDRAWN))
    assert f"was withdrawn: {WHY}" in drawn and "As at</dt><dd>31 October 2026" in drawn


def test_13_withdrawn_figure_is_marked():
    assert words.cell_text(cell("w"), "count") == "[w]" and "Withdrawn" in words.state(cell("w"))


def test_14_revised(released):
    said = headline(released, OPEN, Choice(parse("2026-08"), "TEES")).sentence
    assert "revised since it was first published" in said
    assert "Figures shown before that have changed" in html(opened("what-changed"))


def test_15_definition_changed():
    drawn = html(opened("what-changed"))
    assert "Definitions that changed" in drawn and "do not compare" in drawn


@pytest.mark.parametrize("asked", [{"area": "Narnia"}, {"period": "1999-01"}, {"release": "2020-01-31-ffffffffffff"},
                                   {"view": "upside down"}, {"release": "../../etc"}])  # fmt: skip
def test_16_the_nearest_is_shown(asked):
    drawn = html(opened("risk", **asked))
    assert words.STATES["nearest_shown"] in drawn and "As at</dt><dd>31 October 2026" in drawn


def test_17_loading_says_what_is_happening():
    """Streamlit draws it while a page's figures are worked out; that it is announced is seen in a browser."""
    assert app.answered._info.show_spinner == words.STATES["loading"]
    assert words.STATES["loading"].startswith("Loading the figures of this page")


def test_10_a_page_that_this_audience_does_not_have(monkeypatch, tmp_path):
    make_release(tmp_path / "releases", without=json.dumps({"places": "Places could tell on a child."}))
    monkeypatch.setenv("VEMT_HOME", str(tmp_path))
    drawn = html(opened("places"))
    assert "Places and patterns is not a page for this audience (Strategic group)" in drawn
    assert "Places could tell on a child." in drawn and "<table>" not in drawn and "Overview, " in drawn
    assert "<table>" in html(opened("overview"))


def test_10_a_page_can_say_itself_that_it_has_nothing_to_do(monkeypatch, tmp_path):
    make_release(tmp_path / "releases", audience="everybody")
    monkeypatch.setenv("VEMT_HOME", str(tmp_path))
    monkeypatch.setenv("VEMT_AUDIENCE", "everybody")
    assert "No meeting&#x27;s papers are made" in html(opened("meeting-pack"))


def test_18_an_unexpected_error_gives_a_reference(monkeypatch):
    from dashboard.questions import missing

    monkeypatch.setattr(missing, "answer", lambda *_: 1 / 0)
    drawn = html(opened("missing"))
    assert "Quote " in drawn and "division" not in drawn


def test_first_release_ever(monkeypatch, tmp_path):
    make_release(tmp_path / "releases")
    monkeypatch.setenv("VEMT_HOME", str(tmp_path))
    assert words.STATES["first_release"] in html(opened("what-changed"))


def test_a_release_is_compared_with_earlier_ones_only():
    page = opened("what-changed", release=EARLIER)
    assert words.STATES["first_release"] in html(page)  # the one before it was withdrawn
    assert "Compare with" not in [s.label for s in page.selectbox]
    now = opened("what-changed")
    assert next(s for s in now.selectbox if s.label == "Compare with").options == ["As at 30 September 2026"]


def test_demonstration_is_said_on_every_page():
    assert "every child and figure here is made up" in html(opened("definitions"))


def test_an_older_release_by_link_shows_its_own_figures(folder):
    now, then = html(opened("missing", period="2026-07")), html(opened("missing", period="2026-07", release=EARLIER))
    assert "As at</dt><dd>30 September 2026" in then and "31 October 2026" in now
    assert f"release={EARLIER}" in then


NUMBERED = {
    1: ("no_release",), 2: ("old_release",), 3: ("some_missing",), 4: ("true_zero",), 5: ("not_recorded",),
    6: ("not_supplied", "not_settled"), 7: ("hidden", "hidden_range", "hidden_whole"),
    8: ("too_few",), 9: ("nothing_here", "no_match"),
    10: ("not_allowed", "not_there"), 11: ("signed_out",), 12: ("fails_checks",),
    13: ("withdrawn", "withdrawn_release"),
    14: ("revised",), 15: ("definition_changed",), 16: ("nearest_shown",), 17: ("loading",), 18: ("error",),
}  # fmt: skip
"""The states of experience.md 6.1 by number: the names under which their words stand."""


def test_every_state_has_a_name_words_a_place_and_a_test():
    source = "".join(f.read_text("utf-8") for f in app.ROOT.rglob("*.py"))
    mine = "".join(globals())
    for number, names in NUMBERED.items():
        assert f"test_{number}_" in mine, f"state {number} has no test"
        for name in names:
            assert len(words.STATES[name].split()) > 1 and f'STATES["{name}"]' in source, name
    assert list(NUMBERED) == list(range(1, 19))


def test_rate_and_percent_views_change_what_is_shown():
    rate = html(opened("on-the-list", view="Rate per 10,000", period="September 2026"))
    assert "per 10,000 children" in rate
    percent = html(opened("on-the-list", view="percent", period="September 2026"))
    assert "percent of the total" in percent and "All (number)" in percent


def test_a_state_is_never_only_a_colour():
    assert all(dataclasses.is_dataclass(cell(s)) and words.cell_text(cell(s), "count") for s in "cxzuw")
