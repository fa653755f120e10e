"""What a reader who opens the pages for the first time must not be told wrongly: whose bars, which period, no ties."""

import dataclasses
import json
from datetime import date

import pytest
from made_release import AS_AT

from dashboard import bars, dotplot, items, profiles, repeats, routes
from dashboard.areas_apart import stands
from dashboard.attention import Tally, by_chance
from dashboard.blocks import Chart, Point, Series, Table
from dashboard.cells import absent
from dashboard.items import Whole
from dashboard.questions import audit, data_quality, on_the_list, overview, places, what_changed, where_it_came_from
from dashboard.reading import Choice
from dashboard.released import Released
from dashboard.rolling import roll_forward
from dashboard.splits import leading, matrix, split
from data_contracts.areas import LA_CODES
from data_contracts.periods import parse
from data_contracts.vocabularies import BREAKDOWNS

TEES = Choice(parse("2026-10"), "TEES")
STOCKTON = "E06000004"
EMPTY = Table("", "c", ("a", "b"), (), "s")


@pytest.fixture
def first_month(released, monkeypatch):
    """The release as one authority alone would have filled it: of the others, and so of Tees, nothing."""
    whole = Released.find

    def find(self, metric, period, area, by=None, basis=None):
        cell = whole(self, metric, period, area, by, basis)
        return cell if area == STOCKTON else absent(metric, period, area, cell.by, cell.basis)

    monkeypatch.setattr(Released, "find", find)
    return released


def test_bars_of_one_authority_are_said_to_be_its_own(first_month):
    chart = split(first_month, on_the_list.OPEN, "risk", TEES)
    drawn = {p.x: p.y for s in chart.series for p in s.points if p.y is not None}
    assert set(drawn) == {"Stockton-on-Tees"}
    assert chart.heading.startswith("Without Hartlepool, Middlesbrough and Redcar and Cleveland: ")
    column = chart.table.columns.index("Stockton-on-Tees") - 1
    *levels, total = [row.entries[column].value for row in chart.table.rows]
    assert f"{max(levels):.0f}" in chart.heading and f" of {total:.0f} children" in chart.heading


def test_what_nobody_supplied_is_still_not_supplied(released, monkeypatch):
    monkeypatch.setattr(Released, "find", lambda self, m, p, a, by=None, basis=None: absent(m, p, a))
    assert split(released, on_the_list.OPEN, "risk", TEES).heading == "On the list by risk level: not supplied"


def test_a_bar_of_an_authority_that_supplied_nothing_says_so():
    gone, kept = Point("A", None, "[x]", "x"), Point("B", None, "[c]", "c")
    series = (Series("s", (gone, kept)), Series("t", (gone, Point("B", 3.0, "3"))))
    texts = {a.text for a in bars.stacked(Chart("h", "l", "stacked_bar", series, "alt", EMPTY)).layout.annotations}
    assert texts == {"Not supplied, or not settled yet", "Not shown: 1 of 2"}


def test_of_equal_groups_neither_is_the_largest(released):
    found = released.table("open_on_list", parse("2026-27-Q2"), ["TEES"], "risk")
    top = max((c for c in found.values() if c.value), key=lambda c: c.value)
    even = {code: dataclasses.replace(c, value=top.value) if code in ("HIGH", "LOW") else c
            for (_, code), c in found.items()}  # fmt: skip
    low = {code: c if code in ("HIGH", "LOW") else dataclasses.replace(c, value=1.0) for code, c in even.items()}
    said = leading(on_the_list.OPEN, "risk", low, top)
    assert said.startswith(f"High and Low are the largest groups: {top.value:.0f} each of ")


def test_a_crossing_with_equal_cells_names_them_all(released, monkeypatch):
    whole = Released.find
    monkeypatch.setattr(Released, "find", lambda self, *a, **k: dataclasses.replace(
        whole(self, *a, **k), value=1.0, status="ok"))  # fmt: skip
    table = matrix(released, on_the_list.OPEN, ("category", "risk"), TEES)
    assert " groups are the largest, each 1 child on the list: " in table.heading


def test_no_two_authorities_share_a_worst_place_unsaid(released, monkeypatch):
    whole = Released.find
    monkeypatch.setattr(Released, "find", lambda self, *a, **k: dataclasses.replace(
        whole(self, *a, **k), value=0.01, status="ok"))  # fmt: skip
    assert data_quality.faults(released, TEES).heading == (
        "Hartlepool, Middlesbrough, Redcar and Cleveland and Stockton-on-Tees have the largest share of rows with a "
        "fault: 1%"
    )


def test_bars_of_nothing_are_not_drawn(released, monkeypatch):
    nothing = Series("s", (Point("Sex", None, "[x]", "x"), Point("Ethnicity", None, "[x]", "x")))
    empty = Chart("How much is filled in cannot be shown", "l", "bar", (nothing,), "alt", EMPTY)
    monkeypatch.setattr(data_quality, "completeness", lambda *a: empty)
    block = next(b for b in data_quality.answer(released, TEES) if getattr(b, "heading", "") == empty.heading)
    assert isinstance(block, Table)


def test_what_waits_stands_in_the_middle_of_its_sentence(released, monkeypatch):
    got = Whole(released.find("open_on_list", parse("2026-09"), "TEES"), ("Hartlepool",))
    monkeypatch.setattr(routes, "whole", lambda *a: got)
    monkeypatch.setattr(routes, "table", lambda released, items, choice, heading, *a: heading)
    assert routes.outcomes(released, TEES).startswith("Without Hartlepool: waiting for an answer, which is not a no: ")


def test_the_list_moves_on_from_one_end_to_the_next(released):
    assert roll_forward(released, TEES).caption == "From the end of September 2026 to the end of October 2026"


def test_where_nothing_could_be_compared_nobody_is_said_to_be_alike():
    assert stands({}, "Tees") == "No area could be compared with Tees"


def test_one_judged_measure_is_spoken_of_as_one(first_month):
    assert by_chance(Tally(1, 0, 20, 0.02)).endswith("chance alone could still flag it")
    first_month_supply = [r | {"last_month": AS_AT if r["la_code"] == STOCKTON else None} for r in first_month.supply]
    dated = dataclasses.make_dataclass("Dated", ["x"])  # a plain object to carry what the sentence reads
    one = dated(None)
    one.supply, one.signals, one.periods = first_month_supply, first_month.signals, first_month.periods
    assert overview.third(one, TEES).startswith("1 of 4 authorities has supplied")


def test_extracts_are_counted_in_good_english(released):
    row = {"la_code": STOCKTON, "extract": "list", "extracted_at": date(2026, 10, 31), "last_month": AS_AT,
           "status": "RECEIVED"}  # fmt: skip
    late = row | {"la_code": LA_CODES[0], "status": "NOT_RECEIVED"}
    one = type("One", (), {"supply": [row], "as_at": AS_AT})()
    assert where_it_came_from.opening(one) == "Made from one extract of 1 authority, dated 31 October 2026."
    two = type("Two", (), {"supply": [row, late], "tally": lambda self: {}, "about": {}, "manifest": {},
                           "definitions": {}, "metrics": [], "audience": "strategic", "as_at": AS_AT})()  # fmt: skip
    received = where_it_came_from.steps(two).rows[0].entries[1].text
    assert received == "2 extracts received, 1 of them without the newest period"


def test_no_heading_repeats_what_it_is_split_by():
    for ask, by in ((on_the_list.TYPES, "exploitation_type"), (places.DISRUPTIONS, "disruption_type")):
        assert not {w.rstrip("s") for w in ask.label.lower().split()} & set(BREAKDOWNS[by].label.lower().split())


def test_a_sample_is_that_of_the_tables_own_period(released, monkeypatch):
    monkeypatch.setattr(repeats, "found", lambda released, ask, choice: f"{ask.label} of {choice.period.label}")
    table = next(b for b in audit.answer(released, TEES) if getattr(b, "slug", "") == "audit-findings-note-audit-theme")
    period = table.caption.rpartition(", ")[2]
    assert f", {period}, " in table.line and f"Audits completed of {period}." in table.line


def test_a_profiles_finding_names_its_period_where_that_is_not_the_tables(released, monkeypatch):
    periods = {"risk": parse("2026-27-Q2"), "category": parse("2025-26"), "age_band": parse("2025-26")}
    monkeypatch.setattr(profiles, "settled", lambda r, item, choice: periods[item.by[0][0]])
    table = profiles.profile(released, on_the_list.OPEN, tuple(periods), TEES)
    assert "April 2025 to March 2026" in table.line and table.heading.endswith(" (Jul–Sep 2026)")


def test_two_releases_of_one_date_are_told_apart(released):
    then = type("Then", (), {"as_at": released.as_at, "release_id": "2026-10-31-4a86d8e2d9da", "about": {}})()
    first = what_changed.opening(released, then, TEES, [], [])[0]
    assert "the one as at 31 October 2026 (e2d9da)" in first and f"({released.release_id[-6:]})" in first


def test_a_long_name_leaves_the_targets_word_a_line_of_its_own():
    def at(name, target):
        points = (Series("A", (Point(name, 0.5, "50%", target=target),)),)
        figure = dotplot.drawn(Chart("h", "l", "dots", points, "alt", EMPTY, percent=True))
        return {a.text: a.y for a in figure.layout.annotations}

    long, short = at("Return interview within 72 hours", 0.75), at("Told", 0.9)
    assert long["target"] > long["Return interview within 72 hours"] and short["target"] == short["Told"]


def test_what_is_older_than_the_release_was_not_left_unsent(released):
    item = items.Item("Overdue", "strategic_actions_overdue")
    first = released.periods("quarter", item.metric)[0]
    table = items.beside(released, (item,), Choice(first, "TEES"), "", "Actions", "actions")
    assert table.rows[0].entries[0].text != items.UNHELD and table.rows[0].entries[1].text == items.UNHELD
    assert items.UNHELD.capitalize() in table.line and not any(line.startswith("[x]") for line in table.key)


def test_what_nobody_sent_at_all_is_not_supplied_before_either(released, monkeypatch):
    monkeypatch.setattr(Released, "find", lambda self, m, p, a, by=None, basis=None: absent(m, p, a))
    item = items.Item("Overdue", "strategic_actions_overdue")
    first = Choice(released.periods("quarter", item.metric)[0], "TEES")
    table = items.beside(released, (item,), first, "", "Actions", "actions")
    assert {e.text for e in table.rows[0].entries} == {"[x]"} and items.UNHELD.capitalize() not in table.line


def test_a_figure_taken_back_elsewhere_is_no_unchanged_release():
    row = {"on": "2026-11-02", "period": "2026-09", "area": STOCKTON, "by": {}, "why": "counted twice", "title": "Open"}
    then = type("Then", (), {"as_at": AS_AT, "release_id": "2026-10-31-4a86d8e2d9da", "about": {}})()
    now = type("Now", (), {"as_at": AS_AT, "release_id": "2026-10-31-694711090548",
                           "about": {"withdrawn": json.dumps([row])}})()  # fmt: skip
    _, same, gone = what_changed.opening(now, then, TEES, [], [])
    assert same == "No measure of Tees differs between the two."
    assert gone == "Withdrawn on 2 November 2026, September 2026, Stockton-on-Tees: Open. Reason: counted twice."
    assert "neither the data nor a figure" in what_changed.opening(then, then, TEES, [], [])[1]


def test_marks_are_not_explained_where_there_is_no_plot():
    plot = Chart(
        "h", f"Told, percent{items.HOLLOW}.", "dots", (Series("A", (Point("x", None, "[x]", "x"),)),), "a", EMPTY
    )
    assert items.pictured(plot).line == "Told, percent."
