"""What the cells of a column give away: the value tests behind `identifiers.py`, none of which keeps a value.

Each test says how many cells must match before a whole file is refused, so that one odd cell in a
coded column stays that row's fault, and so that a salted hash or a random number, which now and
then looks like something else, passes.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from data_contracts import vocabularies
from data_contracts.code_list import Vocabulary, fold

_TAKE_OUT = "take the column out of the file"


@dataclass(frozen=True)
class ValueTest:
    """One test of cells. `share`: part of the filled cells that must match, at least two of them, or all.

    single: in a column that no contract knows, one match is enough. always: in any column.
    varied: matches count only if most of them differ (labels repeat, prose does not).
    """

    name: str
    what: str
    remedy: str
    matches: Callable[[str], bool]
    share: float = 0.2
    single: bool = False
    always: bool = False
    varied: bool = False

    def refuses(self, cells: Mapping[str, int], known: bool) -> bool:
        """Whether a column fails; `cells` is distinct text -> how often it stands there."""
        hits = [n for cell, n in cells.items() if self.matches(cell)]
        total, filled = sum(hits), sum(cells.values())
        if not total:
            return False
        if self.always or (self.single and not known):
            return True
        if self.varied and total >= 4 and len(hits) * 2 < total:
            return False
        return total == filled or (total >= 2 and total >= self.share * filled)


# --- numbers and addresses -------------------------------------------------------------------

_POSTCODE = re.compile(r"\b(?:GIR 0AA|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b", re.IGNORECASE)
_POSTCODE_SOLID = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", re.IGNORECASE)
_UPN = re.compile(r"\b[A-Z]\d{11}[A-Z\d]\b", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[A-Za-z]{2,}")
_NHS = re.compile(r"(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?:\.0)?")
_PHONE = re.compile(r"(?<![\w-])(?:(?:\+|00) ?44 ?(?:\(0\) ?)?|\(?0)(?:[1-9])(?:[ )-]*\d){8,9}(?![\w-])")
_PHONE_SHORN = re.compile(r"7[1-9]\d{8}(?:\.0)?")
_PLAIN_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")
_DATE_FIRST = re.compile(r"\d{1,2}-\d{1,2}-\d{2,4}\b")


def _nhs(cell: str) -> bool:
    match = _NHS.fullmatch(cell)
    if not match:
        return False
    digits = [int(d) for d in "".join(match.groups())]
    check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == digits[9]


def _phone(cell: str) -> bool:
    # 01-09-2026 14:30 has the digits of a telephone number
    if _DATE_FIRST.match(cell):
        return False
    return bool(_PHONE.search(cell) or _PHONE_SHORN.fullmatch(cell))


VALUE_TESTS = (
    ValueTest("postcode", "postcodes", f"{_TAKE_OUT}; a ward code may stay",
              lambda c: " " in c and bool(_POSTCODE.search(c)), single=True),
    ValueTest("postcode_without_space", "postcodes written without a space", f"{_TAKE_OUT}; a ward code may stay",
              lambda c: len(c) <= 7 and bool(_POSTCODE_SOLID.fullmatch(c))),
    ValueTest("upn", "unique pupil numbers (a letter and twelve digits)", f"{_TAKE_OUT}; use the pseudonym",
              lambda c: bool(_UPN.search(c)), single=True),
    ValueTest("nhs_number", "ten-digit numbers with the check digit of NHS numbers", f"{_TAKE_OUT}; use the pseudonym",
              _nhs, share=0.5),
    ValueTest("email", "e-mail addresses", _TAKE_OUT, lambda c: "@" in c and bool(_EMAIL.search(c)), single=True),
    ValueTest("phone", "telephone numbers", _TAKE_OUT, _phone, share=0.5),
)  # fmt: skip
"""Tests that every column goes through; the cheap half of a condition comes first, for long files of hashes."""


def looks_like_data(header: str) -> bool:
    """Whether a header is itself a value, as in a file without headers."""
    cell = header.strip()
    return bool(_PLAIN_DATE.match(cell)) or any(test.matches(cell) for test in VALUE_TESTS)


# --- days of birth ---------------------------------------------------------------------------

_ISO = re.compile(r"(?:19|20)\d{2}[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+(?:\d{1,2}|[A-Za-z]{3,9})[-/., ]+(\d{4}|\d{2})(?!\d)")
_MONTH_FIRST = re.compile(r"[A-Za-z]{3,9}[-. ]+(\d{1,2})(?:st|nd|rd|th)?[-., ]+(\d{4})(?!\d)")
_COMPACT = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


def _birth_day(cell: str) -> int | None:
    """Day of the month in a date of day precision; None where the cell names no day."""
    cell = re.sub(r"^[A-Za-z]{3,9}day,? ", "", cell)
    if match := _ISO.match(cell):
        return int(match[2])
    if match := _DAY_FIRST.match(cell) or _MONTH_FIRST.match(cell):
        return int(match[1])
    if match := _COMPACT.fullmatch(cell):
        return int(match[1])
    if (match := _SERIAL.fullmatch(cell)) and 10_000 <= int(match[1]) <= 60_000:
        return (date(1899, 12, 30) + timedelta(days=int(match[1]))).day
    return None


def birth_days(words: str, name: str | None) -> ValueTest | None:
    """The test for columns of birth: any day but the first of the month refuses the file."""
    if name != "birth_month" and not re.search(r"\b(birth|dob|born|birthday)\b", words):
        return None
    remedy = "give year and month only (YYYY-MM), or the first of the month for every child"
    return ValueTest("birth_day", "dates of birth to the day", remedy, _other_than_first, always=True)


def _other_than_first(cell: str) -> bool:
    return _birth_day(cell) not in (None, 1)


# --- prose and raw references ----------------------------------------------------------------


@lru_cache(maxsize=1)
def _spellings() -> frozenset[str]:
    lists = [v for v in vars(vocabularies).values() if isinstance(v, Vocabulary)]
    return frozenset(spelling for v in lists for spelling in v.spellings())


def _is_prose(cell: str) -> bool:
    """More than three words between separators of codes, and no spelling of any code list."""
    if cell.count(" ") + cell.count(",") + cell.count("/") < 3 and cell.isprintable():
        return False
    for part in re.split(r"[|;]", cell):
        words = [word for word in re.split(r"[\s,/]+", part) if re.search(r"[^\W\d_]{2}", word)]
        if len(words) > 3 and fold(part) not in _spellings():
            return True
    return False


def prose(name: str | None) -> ValueTest:
    """The test for free text; a column that a contract claims is told to use its codes."""
    remedy = "use the codes of the data dictionary" if name else f"{_TAKE_OUT}; only coded answers are read"
    return ValueTest("free_text", "free text of more than three words", remedy, _is_prose, varied=True)


_CHILD = re.compile(
    r"(?:(?:la|the) )?(?:child|children|person|pers person|miss person|client|young person|yp|service user|pupil)"
    r"(?:(?: unique| la)? (?:id|ids|ref|reference|number|no|num|identifier))?|l ?achild id|person ids?"
)
_RAW = re.compile(r"\d{1,9}(?:\.0)?")


def raw_references(words: str, name: str | None) -> ValueTest | None:
    """The test for the child's reference: bare numbers as case systems give them lead back to the child."""
    if name != "child_ref" and not _CHILD.fullmatch(words):
        return None
    remedy = "replace them with a salted hash or a random study reference (vemt pseudonymise makes them)"
    return ValueTest(
        "raw_reference", "bare numbers of fewer than ten digits, as case systems give them", remedy,
        lambda c: bool(_RAW.fullmatch(c)),
    )  # fmt: skip
