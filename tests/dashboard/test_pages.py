"""Every page drawn by Streamlit without a browser, and every way in which nothing may be shown."""

import json
import logging
import re
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from made_release import make_release
from streamlit.testing.v1 import AppTest

from dashboard import access, words
from dashboard.questions import all_questions

SLUGS = tuple(q.SLUG for q in all_questions())
APP = str(Path(__file__).resolve().parents[2] / "dashboard" / "app.py")


@pytest.fixture(autouse=True)
def home(releases, monkeypatch):
    monkeypatch.setenv("VEMT_HOME", str(releases.parent))
    monkeypatch.setenv("VEMT_AUDIENCE", "strategic")
    # AppTest gives a made-up object as the client's address
    monkeypatch.setattr(access, "client_address", lambda: None)
    monkeypatch.setattr(access, "listens_here_only", lambda: True)


def script(slug: str) -> None:
    import dashboard.app as app
    from dashboard.questions import all_questions

    question = next(q for q in all_questions() if slug == q.SLUG)
    app.guarded(question, app.desk())()


def opened(slug: str, **link: str) -> AppTest:
    """The one way to a page: pages are functions, which AppTest cannot switch to."""
    page = AppTest.from_function(script, kwargs={"slug": slug}, default_timeout=30)
    for key, value in link.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    return "".join(e.proto.body for e in page.get("html"))


@pytest.mark.parametrize("slug", SLUGS)
def test_each_page_draws(slug):
    page = opened(slug)
    drawn = html(page)
    assert drawn.count("<h1>") == 1 and "Something went wrong" not in drawn
    assert "3 of 4 (Hartlepool missing)" in drawn and "made up" in drawn and "simple rule" in drawn
    assert drawn.count("<table>") >= 1 or slug == "meeting-pack"  # no pack has been made yet
    assert drawn.count(' data-figure="{') == len(re.findall(r'role="figure" aria-label="[^"]+"', drawn))
    figures = [json.loads(unescape(f)) for f in re.findall(r'data-figure="([^"]+)"', drawn)]
    # the browser's bundle knows no other kind of chart
    assert {t.get("type", "scatter") for f in figures for t in f["data"]} <= {"scatter", "bar"}
    taken = len(re.findall(r'data-csv="[^"]+"', drawn))
    assert drawn.count(">Download this table (CSV)<") == taken and (taken or slug == "meeting-pack")


def test_no_question_escapes_the_helper():
    """Every module of the folder is a page, so each is drawn by the test above: a helper module belongs elsewhere."""
    files = {f.stem for f in (Path(APP).parent / "questions").glob("*.py")} - {"__init__"}
    assert files == {q.__name__.rpartition(".")[2] for q in all_questions()} and len(SLUGS) == len(set(SLUGS))


def test_the_link_carries_period_and_area_by_name_or_code():
    named = opened("missing", period="September 2026", area="Hartlepool")
    assert [s.value for s in named.selectbox][:3] == ["2026-09", "E06000001", "count"]
    coded = opened("missing", period="2026-09", area="E06000001")
    assert html(coded) == html(named)


def test_a_link_to_what_does_not_exist_says_so():
    page = opened("risk", area="Narnia")
    assert "The nearest is shown" in html(page) and page.selectbox[1].value == "TEES"


def test_choosing_another_area_changes_the_page():
    page = opened("on-the-list")
    before = html(page)
    page.selectbox(key="area").set_value("E06000002").run()
    assert not page.exception and html(page) != before and "Middlesbrough" in html(page)


def test_definitions_show_the_measure_in_the_link():
    drawn = html(opened("definitions", measure="Days on list"))
    assert "Definition of Days on list" in drawn and "from days_on_list" in drawn


def test_the_whole_app_runs():
    app = AppTest.from_file(APP, default_timeout=30).run()
    assert not app.exception
    assert "VEMT dashboard" in html(app) and "OFFICIAL-SENSITIVE" in html(app)


@pytest.mark.parametrize(
    ("audience", "sentence"), [("", "No audience was named"), ("everybody", "no file for that audience")]
)
def test_wrong_audience_is_a_sentence(monkeypatch, audience, sentence):
    monkeypatch.setenv("VEMT_AUDIENCE", audience)
    app = AppTest.from_file(APP, default_timeout=30).run()
    assert not app.exception and sentence in html(app)


@pytest.mark.parametrize("lock", [("client_address", "10.0.0.7"), ("listens_here_only", False)])
def test_another_computer_sees_nothing(monkeypatch, lock):
    monkeypatch.setattr(access, lock[0], lambda: lock[1])
    app = AppTest.from_file(APP, default_timeout=30).run()
    assert not app.exception and words.STATES["signed_out"] in html(app) and "<table>" not in html(app)


def test_no_release_yet_is_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("VEMT_HOME", str(tmp_path))
    app = AppTest.from_file(APP, default_timeout=30).run()
    assert not app.exception and "There is no release yet" in html(app)


def test_an_empty_release_is_a_sentence(monkeypatch, tmp_path):
    make_release(tmp_path / "releases", empty=True)
    monkeypatch.setenv("VEMT_HOME", str(tmp_path))
    for slug in SLUGS:
        assert "Nothing matches" in html(opened(slug))


def test_a_fault_becomes_a_reference_number(monkeypatch, caplog):
    from dashboard.questions import risk

    def broken(*_):
        raise RuntimeError("144 children")

    monkeypatch.setattr(risk, "answer", broken)
    st.cache_resource.clear()  # answers are kept for all who ask the same
    with caplog.at_level(logging.ERROR):
        drawn = html(opened("risk"))
    assert "Quote " in drawn and "144 children" not in drawn
    assert "reference" in caplog.text and "144 children" not in caplog.text


@pytest.mark.parametrize(("address", "here"), [(None, True), ("127.0.0.1", True), ("::1", True), ("10.0.0.7", False),
                                               ("not an address", False)])  # fmt: skip
def test_only_this_computer_is_let_in(address, here):
    assert access.is_loopback(address) is here
