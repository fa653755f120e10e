"""Made-up times on the VEMT list, lived month by month: added, reviewed, removed; and the monthly list of them."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from data_contracts.periods import Period
from etl.demo.people import Child, Nursery
from etl.demo.plan import (
    ADDED_A_MONTH,
    AS_AT,
    OPEN_AT_START,
    PROFILES,
    TOOL_DATE,
    TOOL_EFFECT,
    Plan,
    Profile,
    day_between,
    pick,
)
from etl.pseudonymise.keys import pseudonym

RISKS = ("LOW", "MEDIUM", "HIGH", "VERY_HIGH")
FIRST_RISK = {"VERY_HIGH": 9, "HIGH": 33, "MEDIUM": 46, "LOW": 12}
FIRST_RISK_WITH_TOOL = {"VERY_HIGH": 7, "HIGH": 28, "MEDIUM": 50, "LOW": 15}
REMOVED_A_MONTH = {"VERY_HIGH": 0.015, "HIGH": 0.05, "MEDIUM": 0.12, "LOW": 0.25}
_CATEGORY = {"V": 47, "E": 26, "M": 16, "T": 11}
_TYPES = {"": 30, "CCE": 26, "CSE": 18, "CCE|COUNTY_LINES": 12, "ONLINE": 6, "CSE|ONLINE": 5, "LABOUR": 1, "OTHER": 2}
SOURCES = {"POLICE": 34, "CSC": 30, "EDUCATION": 12, "EARLY_HELP": 7, "HEALTH": 6, "YOS": 6, "VCS": 3, "HOUSING": 1,
           "OTHER": 1}  # fmt: skip
_REASON = {"RISK_REDUCED": 76, "MOVED_AREA": 11, "CUSTODY": 4, "OTHER": 8, "": 1}
PRACTICE = {
    "screening_tool": (0.70, 0.95, -6, 1), "lead_professional": (0.80, 0.94, 0, 14), "how_safe": (0.35, 0.72, 3, 45),
    "case_mapping": (0.45, 0.66, 7, 50), "letter_young_person": (0.62, 0.84, 1, 16),
    "letter_parent_carer": (0.66, 0.87, 1, 16), "letter_gp": (0.40, 0.66, 2, 24), "nrm": (0.08, 0.10, 5, 40),
}  # fmt: skip
"""Practice column -> share done at the start and at the end of the years, earliest and latest day after adding."""


@dataclass(eq=False)
class Spell:
    """One time on the list. `reviews`: (day, category, risk), at most one a month, in order."""

    ref: str
    child: Child
    added: date
    referred: date
    source: str
    types: str
    removed: date | None = None
    reason: str = ""
    reviews: list[tuple[date, str, str]] = field(default_factory=list)
    practice: dict[str, date | None] = field(default_factory=dict)

    def open_in(self, first: date, last: date) -> bool:
        """Whether it was open on any day from `first` to `last`."""
        return self.added <= last and (self.removed is None or self.removed >= first)


class _Authority:
    """The list of one authority as it is lived through."""

    def __init__(self, plan: Plan, profile: Profile, rng: np.random.Generator) -> None:
        self.plan, self.profile, self.rng = plan, profile, rng
        self.nursery = Nursery(plan, rng, "L")
        self.spells: list[Spell] = []

    def add(self, added: date, child: Child) -> None:
        """A new spell with its first assessment and what practice will follow."""
        rng, with_tool = self.rng, added >= TOOL_DATE
        category = pick(rng, _CATEGORY)
        risk = pick(rng, FIRST_RISK_WITH_TOOL if with_tool else FIRST_RISK)
        if category == "M" and (risk == "LOW" or (risk == "MEDIUM" and rng.random() < 0.8)):
            risk = "HIGH"  # the terms of reference keep M for high risk without evidence of exploitation
        types = "TRAFFICKING" if category == "T" and rng.random() < 0.5 else pick(rng, _TYPES)
        ref = pseudonym(self.plan.key, self.profile.authority.code, "spell", str(len(self.spells)))
        referred = added - timedelta(days=int(rng.integers(1, 15)))
        spell = Spell(ref, child, added, referred, pick(rng, SOURCES), types)
        spell.reviews.append((added, category, risk))
        for name, (then, now, earliest, latest) in PRACTICE.items():
            share = then + (now - then) * min(max(self.plan.elapsed(added), 0), 1)
            share = 0.75 if name == "nrm" and category == "T" else share
            day = added + timedelta(days=int(rng.integers(earliest, latest + 1)))
            spell.practice[name] = day if rng.random() < share else None
        self.spells.append(spell)

    def start(self) -> None:
        """Children who are on the list already on the first day."""
        for _ in range(round(self.plan.open_children * OPEN_AT_START * self.profile.share)):
            added = self.plan.start - timedelta(days=1 + int(min(self.rng.exponential(210), 700)))
            child = self.nursery.child(self.profile, added)
            while child.turns_18() <= self.plan.start:
                child = self.nursery.child(self.profile, added)
            self.add(added, child)

    def arrivals(self, month: Period) -> None:
        """Additions of a month; about one in twelve had been on the list before."""
        rate = ADDED_A_MONTH * self.plan.scale * self.profile.share
        rate *= TOOL_EFFECT if month.start >= TOOL_DATE else 1
        open_refs = {s.child.ref for s in self.spells if s.removed is None}
        for _ in range(int(self.rng.poisson(rate))):
            added = day_between(self.rng, month.start, month.end)
            before = [s.child for s in self.spells if s.removed and (added - s.removed).days > 60
                      and s.child.age(added) < 17 and s.child.ref not in open_refs]  # fmt: skip
            again = before and self.rng.random() < 0.08
            child = before[int(self.rng.integers(len(before)))] if again else self.nursery.child(self.profile, added)
            open_refs.add(child.ref)
            self.add(added, child)

    def live(self, spell: Spell, month: Period) -> None:
        """One month of one open spell: perhaps a review, perhaps a removal."""
        rng, birthday = self.rng, spell.child.turns_18()
        if birthday <= month.end and rng.random() < 0.85:
            spell.removed, spell.reason = max(birthday, month.start), "TURNED_18"
            return
        _, category, risk = spell.reviews[-1]
        day = month.start
        if rng.random() < 0.88:
            day = day_between(rng, month.start, month.end)
            category = pick(rng, _CATEGORY) if rng.random() < 0.03 else category
            risk = self._moved(risk)
            spell.reviews.append((day, "V" if category == "M" and risk == "LOW" else category, risk))
        faster = 1.35 if month.start >= TOOL_DATE else 1.0
        if rng.random() < REMOVED_A_MONTH[spell.reviews[-1][2]] * faster:
            spell.removed = day_between(rng, day, month.end)
            spell.reason = pick(rng, _REASON)

    def _moved(self, risk: str) -> str:
        """The level at the next review: mostly the same, more often lower than higher."""
        step = int(self.rng.choice([-1, 0, 1], p=[0.18, 0.76, 0.06]))
        return RISKS[min(max(RISKS.index(risk) + step, 0), len(RISKS) - 1)]


def make_spells(plan: Plan) -> dict[str, list[Spell]]:
    """Spells by authority slug, from the first open ones to the as-at date."""
    found = {}
    for number, profile in enumerate(PROFILES):
        authority = _Authority(plan, profile, plan.rng(10 + number))
        authority.start()
        for month in plan.months():
            for spell in [s for s in authority.spells if s.removed is None]:
                authority.live(spell, month)
            authority.arrivals(month)
        found[profile.slug] = authority.spells
    return found


def snapshot(spells: list[Spell], month: Period) -> list[dict[str, object]]:
    """Rows of the list of one month, as known on its last day: field -> code, date or blank; ordered by ref."""
    rows = [_row(s, min(month.end, AS_AT)) for s in spells if s.open_in(month.start, month.end)]
    return sorted(rows, key=lambda r: (str(r["child_ref"]), str(r["spell_ref"])))


def types_at(spell: Spell, category: str) -> str:
    """Types of exploitation as a list names them: category Exploited always has one."""
    if spell.types or category != "E":
        return spell.types
    return "CSE" if int(spell.ref[:6], 16) % 3 == 0 else "CCE"


def _row(spell: Spell, day: date) -> dict[str, object]:
    last, category, risk = [r for r in spell.reviews if r[0] <= day][-1]
    gone = spell.removed is not None and spell.removed <= day
    child = spell.child
    return {
        "child_ref": child.ref, "spell_ref": spell.ref, "birth_month": f"{child.birth:%Y-%m}", "sex": child.sex,
        "ethnicity": child.ethnicity, "care_status": child.care, "category": category,
        "exploitation_types": types_at(spell, category), "risk": risk, "referral_source": spell.source,
        "referral_date": spell.referred, "added_date": spell.added, "removed_date": spell.removed if gone else "",
        "removal_reason": spell.reason if gone else "", "last_review_date": last,
        **{name: done if done and done <= day else "N" for name, done in spell.practice.items()},
    }  # fmt: skip
