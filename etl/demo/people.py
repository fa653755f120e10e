"""Made-up children: a pseudonym, a birth month and a few coded attributes. No name, no day of birth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from data_contracts.periods import add_months
from etl.demo.plan import Plan, Profile, pick
from etl.pseudonymise.keys import pseudonym

_AGES = {"10": 2, "11": 4, "12": 8, "13": 14, "14": 20, "15": 24, "16": 20, "17": 8}
_SEXES = {"F": 49, "M": 50, "U": 1}
_ETHNICITIES = {"WBRI": 80, "WOTH": 3, "WROM": 1.5, "MWBC": 2, "MWAS": 2, "MOTH": 1.5, "APKN": 3, "AOTH": 1.5,
                "BAFR": 2, "OOTH": 1, "CHNE": 0.5, "NOBT": 1.5, "REFU": 0.5}  # fmt: skip
_CARE = {"CLA": 34, "CIN": 22, "CP": 15, "EH": 13, "NONE": 12, "CARE_LEAVER": 1, "": 3}
_HOME = {"HOME": 88, "OTHER": 6, "EDUCATION": 3, "HOSPITAL": 3}
_PLACED = {"CARE_RESIDENTIAL": 52, "CARE_FOSTER": 30, "CARE_SUPPORTED": 18}


@dataclass(frozen=True)
class Child:
    """One made-up child. `base` is where the child mostly goes missing from."""

    ref: str
    slug: str
    birth: date
    sex: str
    ethnicity: str
    care: str
    base: str

    def age(self, day: date) -> int:
        """Completed years on `day`, the birthday taken as the first of the month."""
        return day.year - self.birth.year - (day.month < self.birth.month)

    def turns_18(self) -> date:
        """First day of being 18."""
        return self.birth.replace(year=self.birth.year + 18)


class Nursery:
    """Makes children one after another, each with a pseudonym of its own."""

    def __init__(self, plan: Plan, rng: np.random.Generator, series: str) -> None:
        self._plan, self._rng, self._series, self._made = plan, rng, series, 0

    def child(self, profile: Profile, day: date, ages: Mapping[str, float] | None = None) -> Child:
        """A new child of `profile`'s authority, aged 10 to 17 on `day`."""
        rng = self._rng
        self._made += 1
        ref = pseudonym(self._plan.key, profile.authority.code, "child", f"{self._series}{self._made}")
        birth = add_months(day, -12 * int(pick(rng, ages or _AGES)) - int(rng.integers(0, 12)))
        care = pick(rng, _CARE)
        base = pick(rng, _PLACED if care == "CLA" else _HOME)
        return Child(ref, profile.slug, birth, pick(rng, _SEXES), pick(rng, _ETHNICITIES), care, base)


def age_band(age: int) -> str:
    """The code of `AGE_BAND` that `age` (years) falls in."""
    if age <= 12:
        return "0-12"
    if age <= 14:
        return "13-14"
    if age <= 16:
        return "15-16"
    return "17" if age == 17 else "18+"
