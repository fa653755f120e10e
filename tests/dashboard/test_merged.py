"""Levels taken together (very high or high) stand in where the single ones are hidden, and are counted once."""

from datetime import date
from types import SimpleNamespace

import pytest

from dashboard import markup, words
from dashboard.cells import Cell, absent, combined, explained, reasons
from dashboard.reading import Ask
from dashboard.splits import codes_of, drawn, leading, together
from data_contracts.periods import Period
from data_contracts.ties import MERGED, label_of
from data_contracts.ties import codes_of as every_code

QUARTER = Period("quarter", date(2026, 7, 1))
ASK = Ask("open_on_list", "On the list", "child", "children")
BOTH = "VERY_HIGH_OR_HIGH"


def cell(code: str, n: int | None, area: str = "HSSCP") -> Cell:
    by, rest = (("risk", code),), (None,) * 4
    if n is None:
        return Cell("open_on_list", QUARTER, area, by, "frozen", None, *rest, None, 0, 9, "c")
    return Cell("open_on_list", QUARTER, area, by, "frozen", n, None, None, float(n), None, None, None, None, "ok")


def table(**counts: int | None) -> dict[tuple[str, str], Cell]:
    return {("HSSCP", code): cell(code, n) for code, n in counts.items()}


HIDDEN = table(VERY_HIGH=None, HIGH=None, VERY_HIGH_OR_HIGH=12, MEDIUM=20, LOW=5, not_recorded=0)
SHOWN = table(VERY_HIGH=5, HIGH=7, VERY_HIGH_OR_HIGH=12, MEDIUM=10, LOW=5, not_recorded=0)


def test_the_row_stands_after_its_parts_where_one_of_them_is_hidden():
    assert codes_of("risk", HIDDEN) == ["VERY_HIGH", "HIGH", BOTH, "MEDIUM", "LOW"]
    assert codes_of("risk", SHOWN) == ["VERY_HIGH", "HIGH", "MEDIUM", "LOW"]
    gone = HIDDEN | {("HSSCP", BOTH): cell(BOTH, None)}
    assert BOTH not in codes_of("risk", gone)  # hidden itself, it says nothing more


def test_a_chart_counts_nobody_twice():
    codes = codes_of("risk", HIDDEN)
    assert drawn("risk", codes, HIDDEN, ["HSSCP"]) == [BOTH, "MEDIUM", "LOW"]
    mixed = HIDDEN | {("STSCP", code): c for (_, code), c in SHOWN.items()}
    assert drawn("risk", codes_of("risk", mixed), mixed, ["HSSCP", "STSCP"]) == ["VERY_HIGH", "HIGH", "MEDIUM", "LOW"]


def test_the_finding_speaks_of_them_together_only_where_they_stand_in():
    def said(cells, **more):
        one = {code: c for (_, code), c in (cells | table(**more)).items()}
        return leading(ASK, "risk", one, cell("total", 37))

    assert said(HIDDEN, MEDIUM=3).startswith("Very high or high is the largest shown group: 12 of 37")
    assert said(SHOWN).startswith("Medium is the largest group: 10")


def test_they_are_looked_up_only_where_the_file_has_them():
    there = {"TEES": cell(BOTH, 12, "TEES")}
    fake = SimpleNamespace(find=lambda m, p, a, by: there.get(a, absent(m, p, a)))
    assert set(together(fake, "open_on_list", QUARTER, ["TEES", "HSSCP"], "risk")) == {("TEES", BOTH), ("HSSCP", BOTH)}
    assert together(fake, "open_on_list", QUARTER, ["HSSCP"], "risk") == {}
    assert together(fake, "open_on_list", QUARTER, ["TEES"], "sex") == {}


@pytest.mark.parametrize("by", MERGED)
def test_every_merged_level_has_words_and_known_parts(by):
    for code, parts in MERGED[by].items():
        assert label_of(by, code)[0].isupper() and "_" not in label_of(by, code)
        assert {code, *parts} <= set(every_code(by))


# --- withdrawn ------------------------------------------------------------------------------

ABOUT = {"withdrawn": '[{"metric": "open_on_list", "period": "2026-27-Q2", "area": "HSSCP", "by": {"risk": "LOW"}, '
         '"why": "entered twice", "on": "2026-11-22", "title": "Open on the list"}]'}  # fmt: skip


def test_a_withdrawn_figure_says_why_and_so_does_what_is_added_up_from_it():
    gone = explained(Cell("open_on_list", QUARTER, "HSSCP", (("risk", "LOW"),), "live", *(None,) * 8, "w"),
                     reasons(ABOUT))  # fmt: skip
    assert words.state(gone) == "Withdrawn. Entered twice. No corrected figure replaces it in this period."
    whole = combined([gone, cell("LOW", 4)], "count", Period("half", date(2026, 4, 1)), "HSSCP")
    assert (whole.status, whole.why) == ("w", "entered twice") and "why" not in whole.as_json()


def test_the_foot_says_the_protection_who_decided_and_what_was_withdrawn():
    known = {"protection": "Small counts are hidden.", "decided_by": "chair", "decided_on": "2026-11-02"}
    foot = markup.foot(known | ABOUT, "?area=Tees")
    assert "Small counts are hidden. Decided by chair on 2 November 2026." in foot
    assert "Withdrawn on 22 November 2026, July to September 2026, HSSCP, Low: Open on the list." in foot
    assert "Reason: entered twice." in foot
    for undecided in ({}, {"decided_by": "chair"}, {"decided_on": "2026-11-02"}):
        assert "Not decided yet" in markup.foot(known | {"decided_by": "", "decided_on": ""} | undecided, "")
