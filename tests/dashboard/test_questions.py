"""Every question against the made-up release in every period and area that matters, and against an empty one."""

import dataclasses
import re

import pytest
from made_release import LATE

from dashboard import charts
from dashboard.blocks import Chart, Headline, Note, Sentence, Table
from dashboard.cells import Cell
from dashboard.headlines import headline
from dashboard.questions import GROUPS, all_questions
from dashboard.reading import Ask, Choice, finding, read
from dashboard.released import Released
from dashboard.strip import chosen, facts, periods
from dashboard.trends import trend_table
from data_contracts.areas import AREAS
from data_contracts.periods import parse

QUESTIONS = {q.__name__.rpartition(".")[2]: q for q in all_questions()}
NAMES = tuple(QUESTIONS)
CODES = ("2026-10", "2026-09", "2026-08", "2024-02", "2023-11")


def tables_of(blocks):
    return [b.table if isinstance(b, Chart) else b for b in blocks if isinstance(b, Chart | Table)]


def texts_of(blocks):
    for block in blocks:
        yield getattr(block, "heading", "")
        yield from getattr(block, "lines", ())
        for one in getattr(block, "figures", ()):
            yield from (one.label, one.text, one.sentence)
    for table in tables_of(blocks):
        for row in table.rows:
            yield from (row.label, *(e.text for e in row.entries))


@pytest.mark.parametrize("name", NAMES)
def test_a_module_says_what_it_is(name):
    module = QUESTIONS[name]
    assert module.QUESTION.endswith("?") and module.TITLE and module.GROUP in GROUPS and module.ORDER
    assert re.fullmatch(r"[a-z-]+", module.SLUG)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("name", NAMES)
def test_answers_are_whole_in_every_state(released, name, area):
    for code in CODES:
        blocks = QUESTIONS[name].answer(released, Choice(parse(code), area))
        assert 1 <= len(blocks) <= 7
        assert all(isinstance(b, Headline | Sentence | Chart | Table | Note) for b in blocks)
        for text in texts_of(blocks):
            assert not re.search(r"\bNone\b(?! set|:)|\bnan\b|\{|not_recorded|  ", text) or name == "definitions", text
        for table in tables_of(blocks):
            assert table.rows and table.caption and all(len(r.entries) == len(table.columns) - 1 for r in table.rows)
            assert all(e.text for r in table.rows for e in r.entries)
            marks = set(re.findall(r"\[([a-z])\]", table.csv()))
            assert {k[1] for k in table.key} == marks or table.slug == "shorthand", table.caption


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_release_is_one_sentence(nothing_released, name):
    blocks = QUESTIONS[name].answer(nothing_released, Choice(parse("2026-09"), "TEES"))
    assert [type(b) for b in blocks] == [Sentence] or name in ("definitions", "help")


def with_status(released: Released, status: str) -> Released:
    """The same release with every figure in one status."""
    other = object.__new__(Released)
    other.__dict__.update(released.__dict__ | {"_shapes": {}})
    blank = dict.fromkeys(("numerator", "not_recorded", "denominator", "value", "lower", "upper"))

    def change(cell: Cell) -> Cell:
        counts = {"numerator": 2, "denominator": 4} if status == "u" else {}
        return dataclasses.replace(cell, **(blank | counts), range_low=None, range_high=None, status=status)

    other._cells = {m: {k: change(c) for k, c in released.cells(m).items()} for m in released.metrics}
    return other


@pytest.mark.parametrize("status", ["c", "x", "z", "u", "w"])
@pytest.mark.parametrize("name", NAMES)
def test_a_release_all_in_one_state_shows_no_number(released, name, status):
    changed = with_status(released, status)
    blocks = QUESTIONS[name].answer(changed, Choice(parse("2026-09"), "TEES"))
    assert 1 <= len(blocks) <= 7
    for block in blocks:
        if isinstance(block, Chart):
            assert all(p.y is None for s in block.series for p in s.points)
            charts.figures(block)


def test_the_page_and_the_figure_agree(released):
    on_the_list = QUESTIONS["on_the_list"]
    shown = headline(released, on_the_list.OPEN, Choice(parse("2026-09"), "TEES")).text
    assert shown == str(released.figure("open_on_list", parse("2026-09"), "TEES")["value"])


def test_partial_supply_sums_the_same_three(released):
    got = read(released, "open_on_list", Choice(parse("2026-10"), "TEES"))
    others = [a for a in released.parts_of("TEES") if a != LATE]
    assert (got.missing, got.supplied) == ((LATE,), tuple(others))
    for cell, code in ((got.cell, "2026-10"), (got.before, "2026-09"), (got.year_before, "2025-10")):
        assert cell.value == sum(released.figure("open_on_list", parse(code), a)["value"] for a in others)
    first = QUESTIONS["overview"].answer(released, Choice(parse("2026-10"), "TEES"))[0].lines[0]
    assert first.startswith("Hartlepool has not supplied October 2026") and f"{int(got.cell.value)} children" in first


def test_what_holds_at_the_end_of_a_period_is_compared_with_the_end_of_the_one_before(released):
    here = Choice(parse("2026-09"), "TEES")
    page, kept = QUESTIONS["on_the_list"], "at the end of August 2026"
    got = read(released, page.OPEN.metric, here)
    assert finding(released, page.OPEN, got).endswith(f"at the end of September 2026, {got.beside}")
    under = headline(released, page.OPEN, here).sentence
    assert got.beside.endswith(kept) and kept in under and under.endswith("at the end of September 2025.")
    assert read(released, page.ADDED.metric, here).beside.endswith("in August 2026")


def test_hidden_segments_are_never_drawn(released):
    for code in CODES:
        for block in QUESTIONS["on_the_list"].answer(released, Choice(parse(code), "TEES")):
            for series in getattr(block, "series", ()):
                assert all((p.y is None) == (p.status not in ("ok", "r")) for p in series.points)


def test_missing_gives_both_denominators(released):
    blocks = QUESTIONS["missing"].answer(released, Choice(parse("2026-09"), "TEES"))
    said = next(b for b in blocks if isinstance(b, Sentence)).lines
    for metric, line in zip(("return_interview_completed", "return_interview_within_72h",
                             "return_interview_within_72h_of_completed"), said, strict=True):  # fmt: skip
        figure = released.figure(metric, parse("2026-09"), "TEES")
        assert f"{figure['numerator']} of {figure['denominator']}" in line


def test_risk_has_the_two_way_table(released):
    blocks = QUESTIONS["risk"].answer(released, Choice(parse("2026-10"), "TEES"))
    matrix = next(b for b in blocks if isinstance(b, Table) and "category and risk" in b.caption)
    figure = released.figure("open_on_list", parse("2026-27-Q2"), "TEES", {"category": "T", "risk": "HIGH"})
    row = next(r for r in matrix.rows if r.label == "Trafficked")
    assert row.entries[matrix.columns.index("High") - 1].value == figure["value"]


def test_definitions_list_every_measure_and_flag_the_overdue(released):
    blocks = QUESTIONS["definitions"].answer(released, Choice(parse("2026-09"), "TEES", "days_on_list"))
    index = next(b for b in blocks if isinstance(b, Table) and b.slug == "definitions")
    assert len(index.rows) == len(released.definitions)
    assert any("(overdue)" in e.text for e in next(r for r in index.rows if r.label == "Days on list").entries)
    assert any(isinstance(b, Note) and b.code.startswith("select") for b in blocks)


def test_strip_and_choice_fall_back_to_what_is_there(released, nothing_released):
    choice = chosen(released, "1999-01", "NARNIA")
    assert choice == Choice(parse("2026-10"), "TEES")
    words = dict(facts(released, choice))
    assert words["Authorities supplied"] == "3 of 4 (Hartlepool missing)" and words["Status"] == "Provisional"
    assert dict(facts(released, Choice(parse("2026-09"), "TEES")))["Authorities supplied"] == "4 of 4"
    assert dict(facts(released, Choice(parse("2026-08"), "TEES")))["Status"] == "Final"
    assert chosen(nothing_released, None, None) is None and periods(nothing_released) == []


def test_shares_without_counts_are_shown_and_never_added(released):
    changed = with_status(released, "ok")
    changed._cells = {
        m: {k: dataclasses.replace(c, value=0.02) for k, c in cells.items()} for m, cells in changed._cells.items()
    }
    blocks = QUESTIONS["data_quality"].answer(changed, Choice(parse("2026-09"), "TEES"))
    assert any(f.text == "2%" and f.qualifier == "" for f in blocks[0].figures)
    partial = dict(changed._cells["rows_failing"])
    late = next(k for k in partial if k[:3] == ("month", parse("2026-09").start, LATE))
    tees = (*late[:2], "TEES", *late[3:])
    for key in (late, tees):
        partial[key] = dataclasses.replace(partial[key], value=None, status="x")
    changed._cells["rows_failing"] = partial
    assert read(changed, "rows_failing", Choice(parse("2026-09"), "TEES")).cell.status == "x"


def test_months_before_anybody_sent_anything_take_no_rows_of_a_table(released):
    changed, last, ask = (
        with_status(released, "ok"),
        parse("2026-09"),
        Ask("open_on_list", "On the list", "child", "children"),
    )
    whole = trend_table(released, [ask], Choice(last, "TEES"), last)
    none = lambda begun: {  # noqa: E731
        k: c if c.period.start >= begun else dataclasses.replace(c, value=None, status="x")
        for k, c in released._cells["open_on_list"].items()
    }
    changed._cells = {**released._cells, "open_on_list": none(parse("2026-06").start)}
    table = trend_table(changed, [ask], Choice(last, "TEES"), last)
    assert [r.label for r in table.rows] == ["Sep 2026", "Aug 2026", "Jul 2026", "Jun 2026"]
    assert f"Nothing was sent for {whole.rows[-1].label} to May 2026; those rows are left out." in table.source
    changed._cells = {**released._cells, "open_on_list": none(parse("2027-06").start)}
    assert [r.label for r in trend_table(changed, [ask], Choice(last, "TEES"), last).rows] == ["Sep 2026"]
