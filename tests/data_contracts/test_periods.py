"""Periods: codes read back, periods tile time, and what names no period is refused."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_contracts.periods import (
    MONTHS,
    Period,
    PeriodError,
    add_months,
    complete_periods,
    containing,
    months_of,
    parse,
)

kinds = st.sampled_from(sorted(MONTHS))
days = st.dates(date(2013, 1, 1), date(2060, 12, 31))
periods = st.builds(containing, kinds, days)


@given(periods)
def test_codes_read_back(period):
    assert parse(period.code) == period


@given(kinds, days)
def test_a_day_is_in_its_period_and_in_no_neighbour(kind, day):
    period = containing(kind, day)
    assert period.start <= day <= period.end
    assert period.start.day == 1
    assert period.previous().end == period.start - timedelta(days=1)
    assert period.shifted(1).start == period.end + timedelta(days=1)


@given(periods)
def test_months_tile_their_period(period):
    months = months_of(period)
    assert len(months) == MONTHS[period.kind]
    assert months[0].start == period.start
    assert months[-1].end == period.end
    assert all(a.shifted(1) == b for a, b in pairwise(months))


@given(periods, st.integers(-40, 40))
def test_shifts_undo_each_other(period, steps):
    assert period.shifted(steps).shifted(-steps) == period
    assert period.year_before() == period.shifted(-12 // MONTHS[period.kind])


@given(kinds, days, st.integers(0, 900))
def test_complete_periods_lie_inside_and_none_is_left_out(kind, first, length):
    last = first + timedelta(days=length)
    found = list(complete_periods(kind, first, last))
    assert all(first <= p.start and p.end <= last for p in found)
    assert all(a.shifted(1) == b for a, b in pairwise(found))
    if found:
        assert found[0].previous().start < first
        assert found[-1].shifted(1).end > last


@pytest.mark.parametrize(
    ("code", "kind", "start", "end", "label"),
    [
        ("2026-09", "month", "2026-09-01", "2026-09-30", "September 2026"),
        ("2026-B5", "two_months", "2026-09-01", "2026-10-31", "September to October 2026"),
        ("2026-27-Q1", "quarter", "2026-04-01", "2026-06-30", "April to June 2026"),
        ("2026-27-Q4", "quarter", "2027-01-01", "2027-03-31", "January to March 2027"),
        ("2026-27-H2", "half", "2026-10-01", "2027-03-31", "October 2026 to March 2027"),
        ("2026-27", "year", "2026-04-01", "2027-03-31", "April 2026 to March 2027"),
        ("2023-24-Q4", "quarter", "2024-01-01", "2024-03-31", "January to March 2024"),
        ("2099-00", "year", "2099-04-01", "2100-03-31", "April 2099 to March 2100"),
    ],
)
def test_codes_of_the_command_line(code, kind, start, end, label):
    period = parse(code)
    assert (period.kind, str(period.start), str(period.end), period.label) == (kind, start, end, label)


@pytest.mark.parametrize(
    "code",
    ["", "2026", "2026-13", "2026-00", "2026-B0", "2026-B7", "2026-28", "2026-27-Q5", "2026-27-Q0", "2026-27-H3",
     "2026-09-Q1", "26-09", "2026-9", "2026-27-q1", " 2026-09", "2026-09\n"],
)  # fmt: skip
def test_what_names_no_period_is_refused(code):
    with pytest.raises(PeriodError):
        parse(code)


def test_years_begin_in_april():
    assert containing("year", date(2026, 3, 31)).financial_year == 2025
    assert containing("year", date(2026, 4, 1)).financial_year == 2026
    assert Period("month", date(2026, 3, 1)).financial_year == 2025
    assert add_months(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert add_months(date(2026, 1, 15), -1) == date(2025, 12, 1)
