"""Pages of practice and partnership: the release's figures, a print for every state, an answer for every audience."""

import dataclasses
import re

import pytest
from made_release import LATE
from more_metrics import FLAT

from dashboard import areas_apart, audits, charts, profiles
from dashboard.areas_apart import FEW, HIGHER, LOWER, compared, lies, opening
from dashboard.blocks import Chart, Point, Sentence, Series, Table
from dashboard.cells import Cell
from dashboard.claims import (
    ALIKE,
    ASSURED,
    BETTER,
    HIDDEN,
    NOT,
    OPEN,
    PARTLY,
    WORSE,
    Claim,
    confidence,
    judged,
    moved,
    verdict_of,
    verdicts,
)  # fmt: skip
from dashboard.items import Item, found, pictured, text, unanswered, whole
from dashboard.questions import all_questions
from dashboard.reading import Choice
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS, LA_CODES
from data_contracts.periods import parse

QUARTER, YEAR = parse("2026-27-Q2"), parse("2025-26")
TEES = Choice(parse("2026-10"), "TEES")
PAGES = {q.__name__.rpartition(".")[2]: q for q in all_questions()}
MINE = ("risk", "pathways", "places", "told", "audit", "compare", "meetings", "assurance")
AUDIENCES = {
    "closed group": (("TEES", "HSSCP", "STSCP", *LA_CODES), ("month", "quarter", "year"), 0),
    "one authority's group": (("TEES", "HSSCP", "STSCP", *LA_CODES), ("month", "quarter", "year"), 5),
    "board": (("TEES", "HSSCP", "STSCP"), ("quarter", "year"), 5),
    "everybody": (("TEES", "HSSCP", "STSCP"), ("quarter", "year"), 10),
    "analyst": (("TEES", "HSSCP", "STSCP", *LA_CODES), ("month", "quarter", "year"), 0),
}
"""Areas, kinds of period, and the count under which everything is hidden."""


def cell(status="ok", yes=None, of=None, blank=0, **more) -> Cell:
    value = yes / of if of and yes is not None and status in ("ok", "r") else yes if of is None else None
    given = {"value": value, "lower": None, "upper": None, "range_low": None, "range_high": None} | more
    return Cell("m", QUARTER, "TEES", (), "live", yes, blank, of, status=status, **given)


def block(name, kind, choice=TEES, released=None, place=0):
    return [b for b in PAGES[name].answer(released, choice) if isinstance(b, kind)][place]


def for_audience(released: Released, areas, kinds, least) -> Released:
    """The same release as an audience's file would hold it: fewer areas and periods, small counts hidden."""
    other = object.__new__(Released)
    other.__dict__.update(released.__dict__ | {"_shapes": {}, "areas": [a for a in released.areas if a in areas]})

    def shown(c: Cell) -> Cell:
        n = c.numerator if c.denominator is None else min(c.numerator or 0, c.denominator - (c.numerator or 0))
        if n is None or not 0 < n < least or c.status not in ("ok", "r", "u"):
            return c
        blank = dict.fromkeys(("numerator", "not_recorded", "denominator", "value", "lower", "upper"))
        ends = (0, 100) if c.denominator is not None else (0, least)
        return dataclasses.replace(c, **blank, range_low=ends[0], range_high=ends[1], status="c")

    other._cells = {
        m: {k: shown(c) for k, c in released.cells(m).items() if k[0] in kinds and k[2] in areas}
        for m in released.metrics
    }  # fmt: skip
    return other


@pytest.mark.parametrize(
    ("one", "kind", "said"),
    [
        (cell(yes=0), "count", "0"),
        (cell("c", range_low=0, range_high=6), "count", "[c] 0 to 6"),
        (cell("x"), "count", "[x]"),
        (cell("z"), "share", "[z]"),
        (cell("w"), "share", "[w]"),
        (cell("u", 2, 4), "share", "2 of 4 [u]"),
        (cell(yes=0, of=22, blank=13), "share", "0 of 22, 13 not recorded"),
        (cell(yes=7, of=9), "share", "7 of 9"),
        (cell(yes=33, of=56), "share", "33 of 56 (59%)"),
        (cell("r", 33, 56), "share", "33 of 56 (59%) [r]"),
        (cell("c", range_low=96, range_high=100), "share", "[c] 96% or more"),
        (cell("c", range_low=0, range_high=100), "share", "[c]"),
        (cell("c", range_low=57, range_high=77), "share", "[c] 57% to 77%"),
        (cell(of=20, value=59.0), "median", "59 days"),
    ],
)
def test_each_state_has_its_own_print(one, kind, said):
    assert text(one, kind, "days") == said


def test_intervals_and_what_is_not_recorded_stand_beside_the_share():
    one = cell(yes=8, of=20, blank=4, lower=0.2, upper=0.6)
    assert text(one, "share", interval=True) == "8 of 20, 40% (20% to 60%), 4 not recorded"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", MINE)
def test_every_page_serves_every_audience(released, name, audience):
    seen = for_audience(released, *AUDIENCES[audience])
    kinds = AUDIENCES[audience][1]
    choice = Choice(parse("2026-10") if "month" in kinds else QUARTER, "TEES")
    blocks = PAGES[name].answer(seen, choice)
    assert 2 <= len(blocks) <= 7
    for one in blocks:
        for point in (p for s in getattr(one, "series", ()) for p in s.points):
            assert point.y is None or point.status in ("ok", "r")
        table = getattr(one, "table", one)
        if isinstance(table, Table):
            assert table.rows and all(e.text for r in table.rows for e in r.entries)
            assert {k[1] for k in table.key} == set(re.findall(r"\[([a-z])\]", table.csv())), table.caption
            assert all(e.value is None for r in table.rows for e in r.entries if e.status in "cxzwu")


def test_told_prints_the_releases_figures(released):
    table = block("told", Chart, released=released).table
    row = next(r for r in table.rows if r.label == "All three told")
    for area, entry in zip(("E06000001", "E06000002"), row.entries[1:3], strict=True):
        figure = released.figure("all_told", QUARTER, area)
        assert entry.text.startswith(f"{figure['numerator']} of {figure['denominator']}")
    assert row.entries[table.columns.index(ALL_AREAS[FLAT]) - 1].text == "[x]"


def test_a_total_without_an_authority_says_so_and_adds_the_rest(released):
    got = whole(released, Item("", "all_told"), TEES)
    others = [released.figure("all_told", QUARTER, a) for a in LA_CODES if a != FLAT]
    assert got.missing == (ALL_AREAS[FLAT],)
    assert got.cell.numerator == sum(f["numerator"] for f in others)
    lines = block("told", Sentence, released=released).lines
    assert lines[0].startswith(f"Without {ALL_AREAS[FLAT]}: {got.cell.numerator} of {got.cell.denominator} ")


def test_what_was_left_blank_is_neither_zero_nor_drawn(released):
    one = released.cell("lead_professional_allocated", QUARTER, FLAT)
    assert unanswered(one)
    chart = block("told", Chart, released=released, place=2)
    point = next(p for s in chart.series if s.code == FLAT for p in s.points if p.x == "Lead professional in place")
    assert point.y is None and point.text.endswith("not recorded")
    (figure,) = charts.figures(chart)
    assert any("not recorded" in a.text.replace("<br>", " ") for a in figure.layout.annotations)


def test_dot_plots_draw_the_shown_and_nothing_else(released):
    for one in PAGES["compare"].answer(released, TEES):
        if not isinstance(one, Chart):
            continue
        (figure,) = charts.figures(one)
        drawn = sorted(x for trace in figure.data for x in trace.x)
        assert drawn == sorted(p.y for s in one.series for p in s.points if p.y is not None)
        few = {p.y for s in one.series for p in s.points if p.few and p.y is not None}
        hollow = {x for t in figure.data for x, mark in zip(t.x, t.marker.symbol, strict=True) if mark.endswith("open")}
        assert hollow == few
        for trace in figure.data:
            assert all(reach >= 0 for reach in (*trace.error_x.array, *trace.error_x.arrayminus))


def test_a_target_is_drawn_as_a_tick(released):
    chart = block("compare", Chart, released=released, place=-1)
    (figure,) = charts.figures(chart)
    assert [s.x0 for s in figure.layout.shapes] == [0.9]  # only return interviews within 72 hours have one here


@pytest.mark.parametrize(
    ("low", "high", "of", "said"),
    [(0.6, 0.9, 50, HIGHER), (0.1, 0.4, 50, LOWER), (0.4, 0.7, 50, areas_apart.ALIKE), (0.6, 0.9, 9, FEW)],
)
def test_an_area_lies_apart_only_with_its_whole_interval(low, high, of, said):
    here = cell(yes=round(of * (low + high) / 2), of=of, lower=low, upper=high)
    assert lies(here, cell(yes=500, of=1000), "share") == said


def test_comparisons_leave_blank_areas_out_of_the_whole(released):
    item = Item("Lead", "lead_professional_allocated")
    total, row = compared(released, (item,), TEES)[item]
    figures = [released.figure(item.metric, QUARTER, a) for a in LA_CODES if a != FLAT]
    assert total.missing == (ALL_AREAS[FLAT],) and total.cell.numerator == sum(f["numerator"] for f in figures)
    assert [b.area for b in row] == list(LA_CODES) and next(b for b in row if b.area == FLAT).lies == ""
    untold = sum(b.lies in ("", FEW) for b in row)
    assert f"{4 - untold} comparison" in opening({item: (total, row)}, TEES)[1]
    assert f"{untold} not (too few" in opening({item: (total, row)}, TEES)[1]


def test_risk_moves_add_up_to_the_release(released):
    table = next(
        b for b in PAGES["risk"].answer(released, TEES) if getattr(b, "caption", "").startswith("Reviews comp")
    )
    down, same, up = (released.figure("risk_reviews_compared", QUARTER, "TEES", {"movement": m})["value"]
                      for m in ("REDUCED", "SAME", "INCREASED"))  # fmt: skip
    assert table.heading == f"Risk went down at {down} reviews, stayed at {same} and went up at {up}"


def test_questions_stand_worst_first_with_the_darkest_worst(released):
    table = next(b for b in PAGES["audit"].answer(released, TEES) if getattr(b, "slug", "") == "audit-questions")
    shares = [r.entries[0].value for r in table.rows if r.entries[0].value is not None]
    assert len(shares) > 3 and shares == sorted(shares)
    shades = [e.shade for r in table.rows for e in r.entries if e.shade is not None]
    assert max(shades) == 1.0 and min(shades) >= 0


def test_few_cycles_are_bars_and_many_a_line(released, monkeypatch):
    good = PAGES["audit"].GOOD
    bars = audits.cycles(released, good, TEES, 6)
    assert bars.kind == "bar" and len(bars.series[0].points) == 6 and "11" not in bars.line
    monkeypatch.setattr(audits, "CYCLES", 5)
    assert audits.cycles(released, good, TEES, 6).kind == "line"


def test_both_rules_of_quorum_are_said(released):
    lines = next(b for b in PAGES["meetings"].answer(released, TEES) if b.heading == "Quorum by both rules").lines
    for period, line in zip((QUARTER, YEAR), lines, strict=True):
        strict, loose = (released.figure(f"strategic_quorate_{n}", period, "TEES") for n in ("strict", "text"))
        gap = loose["numerator"] - strict["numerator"]
        assert gap > 0 and f"the rules disagree on {gap} meeting" in line and f"{strict['numerator']} of " in line


def test_attendance_codes_add_up_to_the_meetings(released):
    table = next(b for b in PAGES["meetings"].answer(released, TEES) if getattr(b, "slug", "") == "attendance")
    for row in table.rows:
        counts = [e.value for e in row.entries[:4]]
        if None not in counts:
            assert f" of {sum(counts):.0f}" in row.entries[4].text
    assert any(None not in [e.value for e in r.entries] for r in table.rows)


@pytest.mark.parametrize(
    ("one", "target", "verdict"),
    [
        (cell("x"), 0.9, NOT), (cell("w"), 0.9, NOT), (cell("u", 2, 4), 0.9, NOT), (cell("c"), 0.9, HIDDEN),
        (cell(yes=95, of=100, lower=0.91, upper=0.98), 0.9, ASSURED),
        (cell(yes=92, of=100, lower=0.85, upper=0.96), 0.9, PARTLY),
        (cell(yes=88, of=100, lower=0.80, upper=0.93), 0.9, PARTLY),
        (cell(yes=50, of=100, lower=0.40, upper=0.60), 0.9, NOT),
        (cell(yes=50, of=100, lower=0.40, upper=0.60), None, OPEN),
        (cell(yes=95, of=200, blank=100, lower=0.4, upper=0.5), 0.3, NOT),
    ],
)  # fmt: skip
def test_verdicts(one, target, verdict):
    assert verdict_of(one, target, False)[0] == verdict


def test_lower_may_be_better():
    assert verdict_of(cell(yes=5, of=100, lower=0.02, upper=0.09), 0.1, True)[0] == ASSURED
    assert verdict_of(cell(yes=0), 0.0, True)[0] == ASSURED and verdict_of(cell(yes=1), 0.0, True)[0] == NOT


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (cell(yes=60, of=100), cell(yes=40, of=100), BETTER), (cell(yes=40, of=100), cell(yes=60, of=100), WORSE),
        (cell(yes=52, of=100), cell(yes=48, of=100), ALIKE), (cell(yes=9, of=12), cell(yes=1, of=12), BETTER),
        (cell(yes=98, of=100), cell(yes=90, of=100), BETTER), (cell(yes=99, of=100), cell(yes=98, of=100), ""),
        (cell("c"), cell(yes=48, of=100), ""), (cell(yes=50, of=100, blank=60), cell(yes=48, of=100), ""),
    ],
)  # fmt: skip
def test_a_year_apart_is_told_only_beyond_chance(now, then, said):
    """The pooled two-share test; ("" where half is blank, one is hidden, or under five cases are expected)."""
    assert moved(now, then, False) == said
    if said in (BETTER, WORSE):
        assert moved(now, then, True) == (WORSE if said == BETTER else BETTER)


def test_a_dated_target_gives_a_verdict_where_there_are_no_months(released):
    claim = Claim("Audited practice is good or better", "audit_good_or_better")
    assert judged(released, claim, TEES).verdict == OPEN
    aimed = object.__new__(Released)
    steps = {"audit_good_or_better": [["2025-04-01", 0.1], ["2027-04-01", 0.99]]}
    aimed.__dict__.update(released.__dict__ | {"_targets": steps})
    assert aimed.target("audit_good_or_better", "TEES") == 0.1  # the one of 2027 is not in force yet
    one = judged(aimed, claim, TEES)
    assert one.verdict == ASSURED and verdicts([one]) == "1 of 1 claim judged by a target is assured"
    assert "no target is agreed" in verdicts([judged(released, claim, TEES)])


def test_missing_evidence_is_not_assured_and_hidden_is_evidence(released):
    gone = judged(released, Claim("Nobody has asked", "no_such_metric"), TEES)
    assert gone.said == "Not assured: no evidence in this release" and confidence(gone) == "No figure to go by"
    partial = judged(released, Claim("All are told", "all_told"), TEES)
    assert partial.got.missing and ALL_AREAS[FLAT] in confidence(partial)
    board = for_audience(released, *AUDIENCES["board"])
    asked = ("plan_lines_on_track", "strategic_quorate_text")
    said = [judged(board, Claim("x", one), Choice(QUARTER, "TEES")).verdict for one in asked]
    assert HIDDEN in said and "" not in said


def test_assurance_rows_are_never_blank(released):
    table = block("assurance", Table, released=released)
    assert len(table.rows) == len(PAGES["assurance"].CLAIMS)
    for row in table.rows:
        assert all(e.text.strip() for e in row.entries) and row.entries[0].link.startswith("definitions?")


def test_late_authority_is_named_on_live_headlines(released):
    figures = PAGES["risk"].answer(released, TEES)[0].figures
    assert any(ALL_AREAS[LATE] in f.sentence for f in figures)


def test_shares_of_a_profile_need_a_total_of_twenty(released):
    for area in ("TEES", "E06000001"):
        for one in PAGES["assurance"].answer(released, Choice(parse("2026-10"), area)):
            if getattr(one, "slug", "") != "open-on-list-profile":
                continue
            total = released.figure("open_on_list", QUARTER, area)["value"]
            for row in one.rows:
                number, share = row.entries
                if number.value is not None:
                    assert share.text == "[u]" if total < 20 else share.value == number.value / total
    tiny = dataclasses.replace(released.cell("open_on_list", QUARTER, "TEES"), value=19.0)
    assert profiles._share(dataclasses.replace(tiny, value=3.0), tiny).text == "[u]"
    assert profiles._share(cell("c", range_low=0, range_high=6), tiny).text == "[c]"


def test_findings_of_few_or_unanswered_cases_carry_no_percentage(released):
    here = Choice(parse("2026-10"), FLAT)
    lead = PAGES["told"].LEAD
    blank = released.cell(lead.metric, QUARTER, FLAT)
    said = found(released, lead, here)
    assert said.endswith(f"{blank.not_recorded} of {blank.denominator} not recorded at the end of September 2026")
    few = PAGES["audit"].GOOD
    numbers = released.cell(few.metric, QUARTER, FLAT)
    assert found(released, few, here).startswith(f"{numbers.numerator} of {numbers.denominator} audits were graded")
    assert "%" not in said + found(released, few, here)


def test_a_chart_with_little_to_draw_is_its_table(released):
    board = for_audience(released, *AUDIENCES["everybody"])
    for name in MINE:
        for one in PAGES[name].answer(board, Choice(QUARTER, "TEES")):
            if isinstance(one, Chart) and one.kind == "dots":
                rows = {p.x for s in one.series for p in s.points}
                assert sum(p.y is not None for s in one.series for p in s.points) >= len(rows)
    empty = pictured(dataclasses.replace(block("told", Chart, released=released), series=(), kind="bar"))
    assert isinstance(empty, Table) and empty.heading and empty.rows
    names = ("April", "May", "June")
    bars = [Point(x, y, f"{y}", "ok" if y is not None else "c") for x, y in zip(names, (9.0, None, 0.0), strict=True)]
    stack = dataclasses.replace(block("told", Chart, released=released), kind="stacked_bar",
                                series=(Series("Good", tuple(bars)),))  # fmt: skip
    assert isinstance(pictured(stack), Table), "one mark in three bars"
    assert pictured(whole_stack := dataclasses.replace(stack, series=stack.series * 3)) is whole_stack
