"""What a file says of its readers: an authority's own file opens on it; the audit form's wording stands on Audit."""

import json

import pytest
from made_release import make_release

from dashboard import attention, strip
from dashboard.headlines import headline
from dashboard.questions import audit
from dashboard.reading import Ask, Choice
from dashboard.released import Released
from data_contracts.periods import parse
from queries.catalogue import catalogue

FORM = {"Q1": "Is the child's own view written down?"}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Redcar and Cleveland's own file, whose release was told how question 1 is worded."""
    folder = tmp_path_factory.mktemp("own") / "releases"
    told = {"mode": "operational", "own": "E06000003", "audit_questions": json.dumps(FORM)}
    make_release(folder, "operational-ours", **told)
    found = Released.open(folder, "operational-ours")
    yield found
    found.close()


def test_an_authoritys_own_file_opens_on_it(own, released):
    assert strip.areas(own)[0] == "E06000003" and strip.chosen(own, None, None).area == "E06000003"
    assert strip.areas(own)[1:] == [a for a in strip.areas(released) if a != "E06000003"]
    assert strip.areas(released)[0] == "TEES"


def test_it_opens_on_the_newest_month_that_the_authority_has_supplied(own, released, monkeypatch):
    late = [r | {"last_month": parse("2026-08").end} if r["la_code"] == "E06000003" else r for r in own.supply]
    monkeypatch.setitem(own.__dict__, "supply", late)
    assert strip.first_period(own).code == "2026-08" and strip.chosen(own, None, None).period.code == "2026-08"
    assert strip.chosen(own, "2026-10", None).period.code == "2026-10"
    newest, first = strip.chosen(own, "2026-10", None), strip.chosen(own, None, None)
    assert strip.behind(own, newest) == "" and strip.behind(released, strip.chosen(released, None, None)) == ""
    told = "Shown is August 2026, the newest period that it has supplied."
    assert strip.behind(own, first) == f"Redcar and Cleveland has not supplied October 2026. {told}"
    assert strip.first_period(released) == strip.periods(released)[0]


def test_a_question_is_printed_as_the_form_words_it(own, released):
    choice = Choice(parse("2026-10"), "TEES")

    def labels(of: Released) -> set[str]:
        table = next(b for b in audit.answer(of, choice) if getattr(b, "slug", "") == "audit-questions")
        return {row.label for row in table.rows}

    assert "1. Is the child's own view written down?" in labels(own) and "Question 2" in labels(own)
    assert {"Question 1", "Question 2"} <= labels(released)


def test_what_can_need_attention_has_a_page():
    """Measures with a monthly chart, and what is overdue: each leads to a page, not to its definition alone."""
    late = [m for m, h in catalogue().items() if m.endswith(attention.OVERDUE) and h.kind == "count"]
    pages = {**attention.stands_on(), **attention.spoken_of()}
    assert late and [m for m in late if m not in pages] == []


def test_what_is_counted_for_tees_alone_is_given_for_tees_in_an_authoritys_area(released):
    told = released.told("plan_lines_on_track") | {"areas": "tees"}
    plan = Ask("plan_lines_on_track", "Plan on track", "line on track", "lines on track")
    whole = headline(released, plan, Choice(parse("2026-10"), "TEES"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(released.definitions, "plan_lines_on_track", told)
        part = headline(released, plan, Choice(parse("2026-10"), "E06000002"))
    assert part.label.startswith("Plan on track, Tees, ") and part.text == whole.text
