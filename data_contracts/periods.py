"""Reporting periods: months, two months, financial quarters, halves and years, and their codes.

Codes are the ones of the command line: `2026-09`, `2026-B5` (September and October: B1 is January
and February), `2026-27-Q1` (April to June 2026), `2026-27-H1`, `2026-27`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"month": 1, "two_months": 2, "quarter": 3, "half": 6, "year": 12}
"""Length of each kind in months."""
MEMBER_KINDS = ("month", "quarter", "year")
"""Kinds counted from members; the others are derived from shown cells."""

_FINANCIAL = re.compile(r"(\d{4})-(\d{2})(?:-([QH])(\d))?")


class PeriodError(ValueError):
    """A period code that names no period."""


def add_months(day: date, months: int) -> date:
    """First of the month `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


@dataclass(frozen=True, order=True)
class Period:
    """A closed range of days that starts on the first of a month."""

    kind: str
    start: date

    @property
    def end(self) -> date:
        """Last day."""
        return add_months(self.start, MONTHS[self.kind]) - timedelta(days=1)

    @property
    def financial_year(self) -> int:
        """Year in which the financial year of `start` begins."""
        return self.start.year if self.start.month >= 4 else self.start.year - 1

    @property
    def code(self) -> str:
        """The code that `parse` reads back."""
        if self.kind == "month":
            return f"{self.start:%Y-%m}"
        if self.kind == "two_months":
            return f"{self.start.year}-B{(self.start.month + 1) // 2}"
        year = self.financial_year
        stem = f"{year}-{(year + 1) % 100:02d}"
        nth = (self.start.month - 4) % 12 // MONTHS[self.kind] + 1
        return stem if self.kind == "year" else f"{stem}-{'Q' if self.kind == 'quarter' else 'H'}{nth}"

    @property
    def label(self) -> str:
        """Words for people: `September 2026`, `July to September 2026`, `April 2026 to March 2027`."""
        first, last = self.start, self.end
        if self.kind == "month":
            return f"{first:%B %Y}"
        if first.year == last.year:
            return f"{first:%B} to {last:%B %Y}"
        return f"{first:%B %Y} to {last:%B %Y}"

    def shifted(self, steps: int) -> "Period":
        """The period of the same kind `steps` later (earlier if negative)."""
        return Period(self.kind, add_months(self.start, steps * MONTHS[self.kind]))

    def previous(self) -> "Period":
        """The period of the same kind just before."""
        return self.shifted(-1)

    def year_before(self) -> "Period":
        """The same period a year earlier."""
        return Period(self.kind, add_months(self.start, -12))


def parse(code: str) -> Period:
    """The period that `code` names. PeriodError, with the accepted forms, if it names none."""
    if match := re.fullmatch(r"(\d{4})-B([1-6])", code):
        return Period("two_months", date(int(match[1]), 2 * int(match[2]) - 1, 1))
    if match := _FINANCIAL.fullmatch(code):
        year, following, letter, nth = int(match[1]), int(match[2]), match[3], int(match[4] or 1)
        if letter is None and 1 <= following <= 12:
            # 2009-10 would read both ways; months win, and no year before 2012 is held
            return Period("month", date(year, following, 1))
        kind = {"Q": "quarter", "H": "half", None: "year"}[letter]
        if (year + 1) % 100 == following and 1 <= nth <= 12 // MONTHS[kind]:
            return Period(kind, add_months(date(year, 4, 1), (nth - 1) * MONTHS[kind]))
    raise PeriodError(f"no period is called {code!r}; use 2026-09, 2026-B5, 2026-27-Q1, 2026-27-H1 or 2026-27")


def containing(kind: str, day: date) -> Period:
    """The period of `kind` that `day` falls in."""
    if kind == "month":
        return Period(kind, day.replace(day=1))
    if kind == "two_months":
        return Period(kind, date(day.year, (day.month - 1) // 2 * 2 + 1, 1))
    year = day.year if day.month >= 4 else day.year - 1
    nth = (day.month - 4) % 12 // MONTHS[kind]
    return Period(kind, add_months(date(year, 4, 1), nth * MONTHS[kind]))


def complete_periods(kind: str, first: date, as_at: date) -> Iterator[Period]:
    """Periods of `kind` that start on or after `first` and end on or before `as_at`, in order."""
    period = containing(kind, first)
    if period.start < first:
        period = period.shifted(1)
    while period.end <= as_at:
        yield period
        period = period.shifted(1)


def months_of(period: Period) -> list[Period]:
    """The months inside `period`, in order."""
    return [Period("month", add_months(period.start, i)) for i in range(MONTHS[period.kind])]
