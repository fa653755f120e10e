"""The statutory looked-after-children return (SSDA903): its files, its codes, and what `missing` takes from it.

Source of layout and codes: Department for Education, children looked after return guide; the files
are YEAR-header, YEAR-episodes and YEAR-missing, dates dd/mm/yyyy, one set per collection year.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FILE = re.compile(r"(?P<year>20\d{2})[-_ ](?P<part>header|episodes|missing)\.csv", re.IGNORECASE)
PARTS = {
    "header": ("CHILD", "SEX", "DOB"),
    "episodes": ("CHILD", "DECOM", "PLACE", "DEC"),
    "missing": ("CHILD", "MISSING", "MIS_START", "MIS_END"),
}
"""Part of the return -> the columns of it that are used; all others are dropped."""

PLACE = {
    "U1": "CARE_FOSTER", "U2": "CARE_FOSTER", "U3": "CARE_FOSTER", "U4": "CARE_FOSTER", "U5": "CARE_FOSTER",
    "U6": "CARE_FOSTER",
    "A3": "CARE_FOSTER", "A5": "CARE_FOSTER",  # placed for adoption with the current foster carer
    "A4": "OTHER", "A6": "OTHER",  # placed for adoption with others
    "K1": "CARE_RESIDENTIAL", "K2": "CARE_RESIDENTIAL", "R1": "CARE_RESIDENTIAL", "R3": "CARE_RESIDENTIAL",
    "S1": "CARE_RESIDENTIAL",  # residential school: the placement, not a school day
    "H5": "CARE_SUPPORTED", "P2": "CARE_SUPPORTED",
    "P1": "HOME", "P3": "OTHER", "R2": "HOSPITAL", "R5": "OTHER",
    "T0": "OTHER", "T1": "HOSPITAL", "T2": "OTHER", "T3": "CARE_FOSTER", "T4": "OTHER", "Z1": "OTHER",
}  # fmt: skip
"""903 placement code -> where the child is missing from (`vocabularies.MISSING_FROM`)."""
NOT_PLACED = "UNKNOWN"


@dataclass(frozen=True)
class Placement:
    """One period in one placement: from `start`; `end` None while it lasts."""

    start: date
    end: date | None
    place: str


def named_by_start(days: Iterable[tuple[int, date]]) -> bool:
    """Whether `2017` means April 2017 to March 2018 (True) or, as the DfE names it, April 2016 to March 2017.

    `days`: the year in a file's name with a day inside that collection year (an episode's end, a
    missing episode's start). The reading that fits more of them wins; the DfE's if both fit alike.
    """
    votes = [financial_year(day) - year for year, day in days]
    return votes.count(0) > votes.count(-1)


def financial_year(day: date) -> int:
    """The year in whose April the collection year of `day` begins."""
    return day.year if day.month >= 4 else day.year - 1


def collection_year(year: int, by_start: bool) -> tuple[date, date]:
    """First and last day of the collection year that a file's name calls `year`."""
    first = year if by_start else year - 1
    return date(first, 4, 1), date(first + 1, 3, 31)


def missing_from(placements: Iterable[Placement], day: date) -> str:
    """Where a child with these placements was on `day`; on the day of a move, the place moved to."""
    current = [p for p in placements if p.start <= day and (p.end is None or day <= p.end)]
    if not current:
        return NOT_PLACED
    return PLACE.get(max(current, key=lambda p: p.start).place, NOT_PLACED)
