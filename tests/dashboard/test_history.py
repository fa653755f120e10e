"""Releases by link, releases compared, and comments on figures."""

import dataclasses
import json
from datetime import date

import pytest
from made_history import EARLIER, NOTES, NOW, OLD_VALUE, REVISED, WHY, WITHDRAWN, make_history

from dashboard import commentary, controls, differences, history, remarks
from dashboard.blocks import Chart, Table
from dashboard.questions import missing, what_changed, where_it_came_from
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.periods import parse


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_history(tmp_path_factory.mktemp("history") / "releases")


@pytest.fixture(scope="module")
def pair(folder):
    now, then = Released.open(folder, "strategic"), Released.open(folder, "strategic", EARLIER)
    yield now, then
    now.close()
    then.close()


def choice_of(folder, pair, **more):
    said = commentary.read_comments(folder.parent / "notes", pair[0])
    base = Choice(parse("2026-10"), "TEES", against=pair[1], releases=history.cards(folder), comments=said)
    return dataclasses.replace(base, **more)


def test_the_list_of_releases_tells_published_from_withdrawn(folder):
    found = history.cards(folder)
    assert [c.release_id for c in found] == [NOW, EARLIER, WITHDRAWN]
    assert [c.release_id for c in history.standing(found)] == [NOW, EARLIER]
    assert history.before(found, NOW).release_id == EARLIER and history.before(found, EARLIER) is None


def test_of_two_releases_of_one_day_the_later_one_comes_first(tmp_path):
    names = ["2026-10-31-bbbbbbbbbbbb", "2026-10-31-aaaaaaaaaaaa"]
    lines = [{"release_id": name, "published_on": "2026-11-05"} for name in names]
    (tmp_path / "published.json").write_text(json.dumps(lines), "utf-8")
    (tmp_path / "current").write_text(names[1], "utf-8")
    found = history.cards(tmp_path)
    assert [c.release_id for c in found] == names[::-1] and history.before(found, names[1]).release_id == names[0]
    assert controls.release_word(found[0], names[1], found) == "31 October 2026 (aaaaaa), current"


def test_a_release_that_was_only_built_is_not_offered(folder, tmp_path):
    (folder / "2026-10-31-cccccccccccc").mkdir(exist_ok=True)
    assert "cccccccccccc" not in str(history.cards(folder))


def test_a_home_without_a_record_offers_its_current_release(releases):
    assert [c.release_id for c in history.cards(releases)] == [NOW]


def test_what_changed_names_the_revision_with_both_values(folder, pair):
    blocks = what_changed.answer(pair[0], choice_of(folder, pair))
    table = next(b for b in blocks if isinstance(b, Table) and b.slug == "revisions")
    row = next(r for r in table.rows if r.label.startswith("Missing episodes"))
    old, new, reason = row.entries
    now = pair[0].figure(REVISED[0], parse("2026-07"), REVISED[1])["value"]
    assert (old.text, new.text, reason.text) == (str(OLD_VALUE), str(now), "Revision")


def test_a_figure_that_differs_after_a_newer_file_is_late_data(pair):
    now, then = pair
    other = object.__new__(Released)
    older = [r | {"extracted_at": date(2026, 10, 1)} for r in then.supply]
    other.__dict__.update(then.__dict__ | {"supply": older})
    found = differences.revisions(now, other, "TEES")
    assert {c.reason for c in found if c.now.metric == "missing_episodes"} == {"Late data"}


def test_a_changed_definition_is_told_apart(folder, pair):
    assert differences.redefined(*pair) == ["days_on_list"]
    choice = choice_of(folder, pair, area="E06000002")
    moved = differences.moves(*pair, choice, ["days_on_list", "open_on_list", "missing_episodes"])
    assert {c.now.metric: c.reason for c in moved}["days_on_list"] == "Definition"
    assert {c.now.metric: c.reason for c in moved}["missing_episodes"] != "Definition"


def test_nothing_is_different_from_itself(pair):
    assert differences.revisions(pair[0], pair[0], "TEES") == [] and differences.redefined(pair[0], pair[0]) == []


def test_the_roll_forward_adds_up(folder, pair):
    blocks = what_changed.answer(pair[0], choice_of(folder, pair, period=parse("2026-09")))
    table = next(b for b in blocks if isinstance(b, Table) and b.slug == "roll-forward")
    whole = [[e.value for e in row.entries] for row in table.rows if all(e.value is not None for e in row.entries)]
    assert whole and all(start + came - went + late == end for start, came, went, late, end in whole)


def test_the_first_release_ever_says_so(released):
    lines = what_changed.answer(released, Choice(parse("2026-09"), "TEES"))[0].lines
    assert "first release" in lines[0]


def test_where_it_came_from_lists_and_compares(folder, pair):
    blocks = where_it_came_from.answer(pair[0], choice_of(folder, pair))
    listed = next(b for b in blocks if isinstance(b, Table) and b.slug == "releases")
    states = {r.label: r.entries[-1] for r in listed.rows}
    assert WHY in states[WITHDRAWN].text and not states[WITHDRAWN].link
    assert EARLIER in states[EARLIER].link and states[NOW].text == "Open here"
    both = next(b for b in blocks if isinstance(b, Table) and b.slug == "two-releases")
    assert both.columns[1:] == (EARLIER, NOW)
    assert {r.label: r.entries[1].text for r in both.rows}["Definitions that differ"] == "1"


def test_comments_are_for_their_audience_and_release(folder, pair):
    said = choice_of(folder, pair).comments
    assert [c.metric for c in said] == ["missing_episodes", "open_on_list"]
    assert not any("Not for" in c.text for c in said)
    assert commentary.read_comments(folder.parent / "notes", pair[1]) == ()


def test_a_comment_with_a_number_near_a_hidden_one_is_held_back(folder, pair):
    held = next(c for c in choice_of(folder, pair).comments if c.metric == "open_on_list")
    assert held.text == "" and held.author == "" and "near a hidden one" in held.held


def test_a_comment_is_a_numbered_mark_and_a_block(folder, pair):
    choice = choice_of(folder, pair)
    blocks = missing.answer(pair[0], choice)
    chart = next(b for b in blocks if isinstance(b, Chart) and b.metric == "missing_episodes")
    assert any("New homes opened" in m.words and "Chair" in m.words for m in chart.marks)
    block = remarks.block(pair[0], blocks, choice)
    assert any("New homes opened" in line for line in block.lines) and not any("siblings" in x for x in block.lines)
    assert remarks.block(pair[0], blocks, dataclasses.replace(choice, area="HSSCP")) is None


@pytest.mark.parametrize(("text", "held"), [
    ("More calls at night since 2026.", ""), ("She lives at TS1 3BA.", "postcodes"),
    ("Call 01642 774774.", "telephone"), ("Write to someone@example.org.", "e-mail"),
    ("Her number is 943 476 5919.", "NHS"), ("Down since 1 September 2025 within 72 hours.", ""),
])  # fmt: skip
def test_what_could_name_a_child_is_held_back(pair, text, held):
    said = commentary.reason_to_hold(text, "Data lead", "missing_episodes", pair[0])
    assert (held in said and bool(said)) if held else said == ""


def test_a_comment_needs_a_role_and_a_measure(pair):
    assert "role" in commentary.reason_to_hold("Fine.", "j.smith@x", "missing_episodes", pair[0])
    assert "measure" in commentary.reason_to_hold("Fine.", "Data lead", "no_such", pair[0])


@pytest.mark.parametrize("text", ["only 3 of them", "only three of them", "about 6.0 a month", "fewer than five"])
def test_numbers_in_words_and_digits_count_as_near(pair, text):
    assert commentary.near_hidden(text, "open_on_list", pair[0])
    assert not commentary.near_hidden("some of them since June 2026", "open_on_list", pair[0])


def test_the_notes_of_this_test_are_dated():
    assert date(2026, 11, 5).isoformat() in NOTES
