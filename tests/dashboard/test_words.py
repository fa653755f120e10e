"""Words: numbers, periods, states, comparisons."""

from dataclasses import replace

import pytest

from dashboard import words
from dashboard.cells import absent
from data_contracts.periods import parse
from data_contracts.published_rows import STATUSES

BLANK = absent("m", parse("2026-10"), "TEES")
BEFORE = replace(BLANK, period=parse("2026-07"), status="ok", numerator=20, value=20.0)


def count(n, status="ok"):
    return replace(BLANK, status=status, numerator=n, value=float(n))


def share(yes, of, status="ok"):
    return replace(BLANK, status=status, numerator=yes, denominator=of, value=yes / of)


@pytest.mark.parametrize(("n", "text"), [(0, "0"), (1234, "1,234"), (4.25, "4.2"), (12.0, "12")])
def test_numbers(n, text):
    assert words.number(n) == text


@pytest.mark.parametrize(("share", "text"), [(0, "0%"), (0.004, "less than 1%"), (0.81, "81%"),
                                             (0.999, "more than 99%"),
                                             (1, "100%")])  # fmt: skip
def test_percent_never_says_none_or_all_falsely(share, text):
    assert words.percent(share) == text


def test_periods():
    assert words.short_period(parse("2026-10")) == "Oct 2026"
    assert words.short_period(parse("2026-27-Q2")) == "Jul–Sep 2026"
    assert words.short_period(parse("2025-26")) == "2025-26"
    assert words.in_period(parse("2026-27-Q2")) == "from July to September 2026"


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (count(12), "count", "12"),
        (count(12, "r"), "count", "12 [r]"),
        (count(0), "count", "0"),
        (BLANK, "count", "[x]"),
        (replace(BLANK, status="c"), "count", "[c]"),
        (replace(BLANK, status="c", range_low=0, range_high=6), "count", "[c] 0 to 6"),
        (replace(BLANK, status="c", range_low=0, range_high=0), "count", "[c] 0"),
        (replace(BLANK, status="c", range_low=0, range_high=0), "share", "[c] 0%"),
        (replace(BLANK, status="c", range_low=100, range_high=100), "share", "[c] 100%"),
        (replace(BLANK, status="c", range_low=0, range_high=55), "share", "[c] 0% to 55%"),
        (replace(BLANK, status="z"), "share", "[z]"),
        (replace(BLANK, status="w"), "count", "[w]"),
        (replace(BLANK, status="u", numerator=2, denominator=4), "share", "2 of 4 [u]"),
        (share(81, 100), "share", "81%"),
        (replace(BLANK, status="ok", value=11.0), "median", "11 hours"),
        (replace(BLANK, status="ok", value=1.0), "median", "1 hour"),
    ],
)
def test_every_state_has_its_text(cell, kind, text):
    assert words.cell_text(cell, kind, "hours") == text


def test_a_share_of_a_hidden_number_that_can_only_be_none_or_all_is_said_as_it_is():
    assert (
        words.state(replace(BLANK, status="c", range_low=0, range_high=0), "share")
        == "It is 0%; of how many is not given."
    )


@pytest.mark.parametrize("status", [s for s in STATUSES if s != "ok"])
def test_every_status_is_explained_and_said(status):
    assert words.key_lines([status, "ok"])[0].startswith(f"[{status}]")
    assert words.state(replace(BLANK, status=status)).endswith(".")


def test_every_state_of_the_design_has_a_sentence():
    assert len(words.STATES) >= 18 and all(s.endswith((".", "}")) for s in words.STATES.values())


def test_comparisons():
    assert words.comparison(count(32), BEFORE, "count", stock=False) == "12 more than in July 2026"
    assert words.comparison(count(18), BEFORE, "count", stock=False) == "2 fewer than in July 2026"
    assert words.comparison(count(20), BEFORE, "count", stock=False) == "the same as in July 2026"
    before = replace(BEFORE, numerator=74, denominator=98, value=74 / 98)
    assert words.comparison(share(81, 100), before, "share", stock=False) == "up from 76% (74 of 98 in July 2026)"
    assert words.comparison(count(3), replace(BEFORE, status="c", value=None), "count", stock=False) == (
        "no comparison with July 2026, which is hidden to protect children"
    )
    assert words.comparison(replace(BLANK, status="c"), BEFORE, "count", stock=False) == ""
    banded = replace(BEFORE, status="c", value=None, range_low=47, range_high=53)
    assert (
        words.comparison(count(50), banded, "count", stock=False)
        == "against 47 to 53 in July 2026, which is not given exactly"
    )
    assert "no comparison" in words.comparison(count(50), replace(banded, range_low=0), "count", stock=False)


def test_a_stock_is_compared_with_the_end_of_the_period_before():
    before, now = replace(BEFORE, period=parse("2026-27-Q1")), replace(count(32), period=parse("2026-27-Q2"))
    at = "the end of June 2026"
    assert words.comparison(now, before, "count", stock=True) == f"12 more than at {at}"
    assert words.comparison(count(20), before, "count", stock=True) == f"the same as at {at}"
    parts = replace(before, numerator=74, denominator=98, value=74 / 98)
    assert words.comparison(share(81, 100), parts, "share", stock=True) == f"up from 76% (74 of 98 at {at})"
    gone = replace(before, status="x", value=None)
    assert words.comparison(now, gone, "count", stock=True) == f"no comparison with {at}, which is not supplied"
    few = replace(before, status="u", value=None)
    assert words.comparison(now, few, "count", stock=True).endswith(f"{at}, which has too few cases to be reliable")
    banded = replace(before, status="c", value=None, range_low=47, range_high=53)
    assert words.comparison(count(50), banded, "count", stock=True) == (
        f"against 47 to 53 at {at}, which is not given exactly"
    )


def test_partial_supply_compares_the_same_authorities():
    beside = words.comparison(count(21), BEFORE, "count", stock=False)
    text = words.partial(count(21), ["E06000002", "E06000003", "E06000004"], ["E06000001"], "21 children", beside)
    assert text == (
        "Hartlepool has not supplied October 2026, so totals are incomplete. Middlesbrough, Redcar and Cleveland and "
        "Stockton-on-Tees together: 21 children, 1 more than in July 2026."
    )
    assert words.partial_short(count(21), ["E06000001"], "count", beside) == (
        "Without Hartlepool both times: 1 more than in July 2026."
    )
    assert words.supplied_words(3, 4, ["Hartlepool"]) == "3 of 4 (Hartlepool missing)"


def test_a_share_printed_without_its_counts_still_compares():
    now, before = (
        replace(BLANK, status="ok", value=v, period=parse(p)) for v, p in ((0.02, "2026-10"), (0.03, "2026-07"))
    )
    assert words.comparison(now, before, "share", stock=False) == "down from 3% (in July 2026)"
