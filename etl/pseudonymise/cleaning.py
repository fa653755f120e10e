"""Making cells harmless: a cell leaves as a known code, a date, a month or a pseudonym, or it does not leave at all.

Whatever a cell holds that is none of these (a name in a code column, a remark where a date belongs)
becomes blank and is counted; so nothing typed by hand can slip through.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from data_contracts.code_list import Vocabulary, fold
from data_contracts.vocabularies import (
    BLANKS,
    CARE_STATUS,
    CATEGORY,
    ETHNICITY,
    EXPLOITATION_TYPE,
    REFERRER,
    REMOVAL_REASON,
    RISK,
    SEX,
    YES_NO,
)

CODED: dict[str, Vocabulary] = {
    "sex": SEX, "ethnicity": ETHNICITY, "care_status": CARE_STATUS, "category": CATEGORY, "risk": RISK,
    "referral_source": REFERRER, "removal_reason": REMOVAL_REASON,
}  # fmt: skip
_SPELLINGS = {v.name: v.spellings() for v in (*CODED.values(), YES_NO, EXPLOITATION_TYPE)}
DATES = ("referral_date", "added_date", "removed_date", "last_review_date")
YES_OR_DATE = ("screening_tool", "lead_professional", "how_safe", "case_mapping", "letter_young_person",
               "letter_parent_carer", "letter_gp", "nrm")  # fmt: skip
_TIME = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}}){_TIME}")
_NAMED = ("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y")
_EXCEL_EPOCH = date(1899, 12, 30)
_TWO_DIGIT_YEARS_FROM = 1950


def blank(text: str) -> bool:
    """Whether `text` says that nothing was written here."""
    return text.strip().casefold() in BLANKS


def as_date(text: str) -> date | None:
    """The day that `text` names: ISO, day first (the British way), `3 Mar 2024` or an Excel serial; else None."""
    text = text.strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text):
            year = int(match[3])
            if year < 100:
                year += 1900 if year >= _TWO_DIGIT_YEARS_FROM % 100 else 2000
            return date(year, int(match[2]), int(match[1]))
    except ValueError:
        return None
    if text.isdigit() and 20000 <= int(text) <= 60000:
        return _EXCEL_EPOCH + timedelta(days=int(text))
    for form in _NAMED:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def month_first(text: str) -> bool:
    """Whether `text` is a date only if the month comes first, the American way: 09/25/2026."""
    match = _DAY_FIRST.fullmatch(text.strip())
    return match is not None and int(match[1]) <= 12 < int(match[2]) <= 31


@dataclass
class Cleaner:
    """Turns raw cells into harmless ones. `lost` counts, by field, the filled cells that had to be left blank."""

    values: Mapping[str, Mapping[str, str]]
    """Field -> their spelling, folded -> our code, from the column map."""
    lost: Counter[str] = field(default_factory=Counter)

    def cell(self, name: str, text: str) -> str:
        """The harmless form of a cell of our field `name`; blank if there is none."""
        if blank(text):
            return ""
        found = self._harmless(name, text)
        if not found:
            self.lost[name] += 1
        return found

    def _harmless(self, name: str, text: str) -> str:
        if name == "birth_month":
            return _month(text)
        if name in DATES:
            return _iso(text)
        if name in YES_OR_DATE:
            return self._code(name, text, YES_NO) or _iso(text)
        if name == "exploitation_types":
            parts = [self._code(name, part, EXPLOITATION_TYPE) for part in re.split(r"[|;,/+&]", text) if part.strip()]
            self.lost[name] += sum(1 for p in parts if not p and any(parts))
            return "|".join(dict.fromkeys(p for p in parts if p))
        return self._code(name, text, CODED[name])

    def _code(self, name: str, text: str, vocabulary: Vocabulary) -> str:
        theirs = self.values.get(name, {})
        return theirs.get(fold(text)) or _SPELLINGS[vocabulary.name].get(fold(text), "")


def _month(text: str) -> str:
    """`YYYY-MM` of a date of birth, or of a month of birth written as such."""
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text.strip()):
        return text.strip()
    day = as_date(text)
    return f"{day:%Y-%m}" if day else ""


def _iso(text: str) -> str:
    day = as_date(text)
    return day.isoformat() if day else ""
