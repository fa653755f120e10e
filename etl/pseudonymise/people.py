"""What the national sources share: children and placements by local id, and the extracts made of them.

Only children whom the measures need are written: those missing, those looked after, and those whom the lookup
knows already (the VEMT list, pseudonymised before with the same key). All others stay where they are.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from data_contracts.code_list import Vocabulary, fold
from data_contracts.vocabularies import EPISODE_TYPE, ETHNICITY, IN_OR_OUT, PLACEMENT, SEX, YES_NO, Authority
from etl.pseudonymise.cleaning import as_date, blank, month_first
from etl.pseudonymise.keys import PseudonymiseError
from etl.pseudonymise.outputs import Extract, Pseudonyms, Report
from etl.sources.ssda903 import Placement

CHILD = ["child_ref", "la_code", "birth_month", "sex", "ethnicity", "care_status", "disability", "ehc_plan", "uasc",
         "personal_adviser"]  # fmt: skip
CARE = ["child_ref", "la_code", "start_date", "end_date", "placement", "in_or_out", "miles_band"]
_SPELLINGS = {v.name: v.spellings() for v in (EPISODE_TYPE, ETHNICITY, IN_OR_OUT, PLACEMENT, SEX, YES_NO)}
_BANDS = ((12, "0-12"), (14, "13-14"), (16, "15-16"), (17, "17"))
_DAY = re.compile(r"(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?([0-2]\d|3[01])(?!\d)")


@dataclass
class Person:
    """One child; blank or None where the source does not say."""

    birth: date | None = None
    sex: str = ""
    ethnicity: str = ""
    disability: str = ""
    ehc_plan: str = ""
    uasc: str = ""
    care_status: str = ""
    adviser: str = ""


@dataclass(frozen=True)
class Stay:
    """One placement: `place` a 903 code, `where` IN or OUT or blank, `miles` a band or blank."""

    start: date
    end: date | None
    place: str
    where: str = ""
    miles: str = ""


@dataclass
class People:
    """Children and placements by local id, and the cells that could not be read."""

    report: Report
    persons: dict[str, Person] = field(default_factory=dict)
    stays: dict[str, dict[date, Stay]] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    """Days on which something happened (not of birth): the last one tells how new the files are."""

    def of(self, child: str) -> Person:
        """The child, begun where it is new."""
        return self.persons.setdefault(child, Person())

    def day(self, column: str, text: str) -> date | None:
        """The day that a cell names; a filled one that names none is counted. PseudonymiseError if month first."""
        if month_first(text):
            raise PseudonymiseError(
                f"The dates of {column} have the month first; save the file with dates like 2026-09-30."
            )
        found = None if blank(text) else as_date(text)
        if found is None and not blank(text):
            self.report.blanked[column] = self.report.blanked.get(column, 0) + 1
        if found and column != "birth_month":
            self.days.append(found)
        return found

    def code(self, column: str, vocabulary: Vocabulary, text: str) -> str:
        """The code of a cell; a filled one that is none is counted and left blank."""
        found = _SPELLINGS[vocabulary.name].get(fold(text), "")
        if not found and not blank(text):
            self.report.blanked[column] = self.report.blanked.get(column, 0) + 1
        return found

    def placements(self, child: str) -> list[Placement]:
        """The child's placements as the 903 has them."""
        return [Placement(s.start, s.end, s.place) for s in self.stays.get(child, {}).values()]


def age_band(birth: date | None, day: date | None) -> str:
    """Band of the completed years on `day`."""
    if birth is None or day is None or birth > day:
        return ""
    age = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    return next((band for last, band in _BANDS if age <= last), "18+")


def drawn_on(files: Iterable[Path], days: Iterable[date]) -> date:
    """The day that the files show: in a file's name, else the last day in them that is not to come."""
    named = [date(int(m[1]), int(m[2]), min(int(m[3]), monthrange(int(m[1]), int(m[2]))[1]))
             for f in files if (m := _DAY.search(f.stem)) and int(m[3])]  # fmt: skip
    today = datetime.now(UTC).date()
    return max(named or [d for d in days if d <= today], default=today)


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month of `day`."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def supplied(extract: Extract, always: Sequence[str]) -> Extract:
    """The extract without columns that are blank in every row: what a source does not say is not supplied."""
    keep = [i for i, c in enumerate(extract.header) if c in always or any(row[i] for row in extract.rows)]
    rows = [[row[i] for i in keep] for row in extract.rows]
    return replace(extract, header=[extract.header[i] for i in keep], rows=rows)


def child_extract(la: Authority, names: Pseudonyms, people: People, children: Iterable[str], drawn: date) -> Extract:
    """The `child` extract of these children, as they were on the day `drawn`."""
    rows = []
    for child in sorted(children):
        one = people.of(child)
        rows.append([names.of("child", child), la.code, f"{one.birth:%Y-%m}" if one.birth else "", one.sex,
                     one.ethnicity, one.care_status, one.disability, one.ehc_plan, one.uasc, one.adviser])  # fmt: skip
    name = f"{la.slug}-child-{drawn:%Y-%m-%d}.csv"
    return supplied(Extract(name, "child", CHILD, sorted(rows), month_of(drawn), drawn, "LCS"), CHILD[:3])


def care_extract(
    la: Authority, names: Pseudonyms, people: People, children: Iterable[str], drawn: date, first: date | None = None
) -> Extract:
    """The `care_period` extract of these children. first: the day from which it is whole; else its own month only."""
    places = _SPELLINGS[PLACEMENT.name]
    rows = [
        [names.of("child", child), la.code, stay.start.isoformat(), stay.end.isoformat() if stay.end else "",
         places.get(fold(stay.place), ""), stay.where, stay.miles]
        for child in sorted(children) for stay in people.stays.get(child, {}).values()
    ]  # fmt: skip
    begin, last = month_of(drawn)
    period = ((first or begin).replace(day=1), last)
    name = f"{la.slug}-care-{drawn:%Y-%m-%d}.csv"
    return supplied(Extract(name, "care_period", CARE, sorted(rows), period, drawn, "LCS"), CARE[:4])


def known_children(lookup: Mapping[str, str]) -> set[str]:
    """Local ids of the lookup."""
    return set(lookup.values())
