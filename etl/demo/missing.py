"""Made-up missing episodes: who goes in a month, how often, for how long, and the return interviews after them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from data_contracts.periods import Period
from etl.demo.people import Child, Nursery, age_band
from etl.demo.plan import AS_AT, DATES_ONLY, EPISODES_PLANNED, PROFILES, Plan, Profile, day_between, pick
from etl.demo.spells import Spell
from etl.demo.style import Row
from etl.demo.traits import own_rng, traits
from etl.pseudonymise.keys import pseudonym

_POLICE_RISK = {"HIGH": 17, "MEDIUM": 55, "LOW": 18, "NO_APPARENT": 5, "": 5}
_ELSEWHERE = {"HOME": 34, "CARE_RESIDENTIAL": 20, "EDUCATION": 12, "OTHER": 14, "HOSPITAL": 6, "UNKNOWN": 10, "": 4}
_HOURS = dict(
    zip(map(str, range(24)), [5, 3, 2, 1, 1, 1, 1, 2, 3, 3, 3, 3, 4, 4, 5, 7, 8, 8, 9, 9, 9, 9, 8, 7], strict=True)
)
_REASONS = {"MISSING_AGAIN": 38, "NO_CONTACT": 34, "PLACED_ELSEWHERE": 14, "OTHER": 14}
_AGES = {"10": 1, "11": 3, "12": 7, "13": 14, "14": 21, "15": 26, "16": 20, "17": 8}
_FOUND = {"SAME_LA": 62, "TEES": 22, "NORTH_EAST": 6, "ELSEWHERE": 2, "UNKNOWN": 8}
_DECLINED = {"CHILD_DECLINED": 58, "PARENT_DECLINED": 15, "NO_ENGAGEMENT": 12, "OTHER": 5, "": 10}
_OPEN_FOR_GOOD = 0.0008
"""Share of episodes whose return nobody ever wrote down."""


@dataclass(eq=False)
class Episode:
    """One episode with its return interview, times to the minute."""

    ref: str
    child: Child
    kind: str
    start: datetime
    end: datetime | None
    missing_from: str
    police_risk: str
    source: str
    offered: str = ""
    accepted: str = ""
    completed: datetime | None = None
    reason: str = ""


class _Authority:
    """The missing children of one authority as the months go by."""

    def __init__(self, plan: Plan, profile: Profile, spells: list[Spell], rng: np.random.Generator) -> None:
        self.plan, self.profile, self.spells, self.rng = plan, profile, spells, rng
        self.nursery = Nursery(plan, rng, "M")
        self.others: list[Child] = []
        self.repeaters: list[Spell] = []
        self.busy_until: dict[str, datetime] = {}
        self.last_start: dict[str, date] = {}
        self.episodes: list[Episode] = []

    def month(self, month: Period) -> None:
        """All episodes that start in `month`."""
        rng, last = self.rng, min(month.end, AS_AT)
        listed = [s for s in self.spells if s.open_in(month.start, last)]
        self._choose_repeaters(listed, month)
        often = {s.child.ref for s in self.repeaters}
        for spell in self.repeaters:
            self._go(spell.child, month.start, last, 1 + int(rng.poisson(5.2)))
        for spell in listed:
            if spell.child.ref not in often and rng.random() < EPISODES_PLANNED["on_list"]:
                self._go(spell.child, month.start, last, self._times())
        self._refresh_others(month)
        for child in self.others:
            self._go(child, month.start, last, self._times())

    def _times(self) -> int:
        return int(min(self.rng.geometric(0.62), 7))

    def _choose_repeaters(self, listed: list[Spell], month: Period) -> None:
        """The few who go often: picked among listed children with a long time still ahead on the list."""
        self.repeaters = [s for s in self.repeaters if s in listed]
        wanted = max(1, round(EPISODES_PLANNED["repeaters"] * self.plan.scale * self.profile.share))
        ahead = sorted(listed, key=lambda s: (s.removed or AS_AT, s.ref), reverse=True)
        fresh = [s for s in ahead if s not in self.repeaters and s.child.age(month.end) >= 12]
        self.repeaters += fresh[: max(wanted - len(self.repeaters), 0)]

    def _refresh_others(self, month: Period) -> None:
        """Children who are not on the list: under half of them go again the month after."""
        rng = self.rng
        wanted = int(rng.poisson(EPISODES_PLANNED["others"] * self.plan.scale * self.profile.share))
        kept = [c for c in self.others if c.age(month.end) < 18 and rng.random() < 0.45][:wanted]
        self.others = kept + [self.nursery.child(self.profile, month.start, _AGES) for _ in range(wanted - len(kept))]

    def _go(self, child: Child, first: date, last: date, times: int) -> None:
        """Up to `times` episodes of `child` between two days, none inside another."""
        rng = self.rng
        days = sorted(day_between(rng, first, last) for _ in range(times))
        for day in days:
            clock = time(int(pick(rng, _HOURS)), int(rng.integers(0, 12)) * 5)
            start = datetime.combine(day, clock)
            start = max(start, self.busy_until.get(child.ref, start) + timedelta(hours=1))
            if start.date() > last or child.age(start.date()) >= 18 or self._said_already(child, start.date()):
                continue
            self.episodes.append(self._episode(child, start))

    def _said_already(self, child: Child, day: date) -> bool:
        """Without clock times a second episode of a child on one day would be the same line again."""
        slug, timed_from = DATES_ONLY
        latest = self.last_start.get(child.ref)
        self.last_start[child.ref] = day
        return self.profile.slug == slug and day < timed_from and latest == day

    def _episode(self, child: Child, start: datetime) -> Episode:
        rng, code = self.rng, self.profile.authority.code
        hours = float(min(np.exp(rng.normal(np.log(7.5), 1.15)), 18 * 24))
        end = start + timedelta(minutes=5 * max(1, round(hours * 12)))
        self.busy_until[child.ref] = end
        home = child.base if rng.random() < 0.9 else pick(rng, _ELSEWHERE)
        cared = child.care == "CLA"
        kind = "A" if cared and rng.random() < 0.12 else "M"
        episode = Episode(
            pseudonym(self.plan.key, code, "episode", str(len(self.episodes))), child, kind, start,
            None if rng.random() < _OPEN_FOR_GOOD else end, home, pick(rng, _POLICE_RISK),
            "POLICE" if rng.random() < 0.8 else "AUTHORITY",
        )  # fmt: skip
        if kind == "M" and episode.end is not None:
            self._interview(episode, episode.end)
        return episode

    def _interview(self, episode: Episode, returned: datetime) -> None:
        """Offer, acceptance and interview: offered more often and held sooner as the years go."""
        rng, progress = self.rng, self.plan.elapsed(returned.date())
        if episode.child.age(returned.date()) >= 18:
            episode.offered, episode.reason = "N", "AGED_18"
        elif rng.random() > 0.85 + 0.1 * progress:
            episode.offered, episode.reason = "N", pick(rng, _REASONS)
        else:
            episode.offered = "Y"
            episode.accepted = pick(rng, {"Y": 74 + 8 * progress, "N": 22 - 6 * progress, "": 3})
        if episode.accepted == "Y" and rng.random() < 0.95:
            hours = float(np.exp(rng.normal(np.log(92 - 46 * progress), 0.6)))
            held = returned + timedelta(hours=min(max(hours, 3.0), 480))
            episode.completed = held.replace(hour=9 + held.hour % 9, minute=held.minute // 15 * 15)
            if episode.completed < returned:
                episode.completed += timedelta(days=1)


def make_missing(plan: Plan, spells: dict[str, list[Spell]]) -> dict[str, list[Episode]]:
    """Episodes by authority slug, in order of start."""
    found = {}
    for number, profile in enumerate(PROFILES):
        authority = _Authority(plan, profile, spells[profile.slug], plan.rng(20 + number))
        for month in plan.months():
            authority.month(month)
        found[profile.slug] = sorted(authority.episodes, key=lambda e: (e.start, e.ref))
    return found


def rows(plan: Plan, episodes: list[Episode], slug: str, first: date, last: date, known: date) -> list[Row]:
    """Rows of a missing extract: episodes that started from `first` to `last`, as written down by `known`."""
    slug_dates_only, timed_from = DATES_ONLY
    timed = slug != slug_dates_only or first >= timed_from
    return [_row(e, known, timed) | _beside(plan, e, known) for e in episodes if first <= e.start.date() <= last]


def _row(episode: Episode, known: date, timed: bool) -> Row:
    def moment(at: datetime | None) -> object:
        if at is None or at.date() > known:
            return ""
        return at if timed else at.date()

    child, returned = episode.child, moment(episode.end) != ""
    held = moment(episode.completed)
    return {
        "child_ref": child.ref, "episode_ref": episode.ref, "episode_type": episode.kind,
        "start_at": moment(episode.start), "end_at": moment(episode.end), "missing_from": episode.missing_from,
        "police_risk": episode.police_risk, "source": episode.source, "sex": child.sex,
        "age_band": age_band(child.age(episode.start.date())),
        "rhi_offered": episode.offered if returned else "",
        "rhi_accepted": episode.accepted if returned else "",
        "rhi_completed_at": held, "not_offered_reason": episode.reason if returned else "",
    }  # fmt: skip


def _beside(plan: Plan, episode: Episode, known: date) -> Row:
    """What only fuller missing files say: the placement, the report to the police, where found, why declined."""
    rng, own = own_rng(plan, 67, episode.ref), traits(plan, episode.child)
    returned = episode.end is not None and episode.end.date() <= known
    placed = episode.missing_from.startswith("CARE")
    reported = bool(episode.police_risk) or episode.source == "POLICE" or rng.random() < 0.7
    found = pick(rng, {"SAME_LA": 26, "TEES": 32, "NORTH_EAST": 26, "UNKNOWN": 16} if own.away and placed else _FOUND)
    reason = pick(rng, _DECLINED)
    return {
        "placement_out_of_area": "Y" if placed and own.away else "N", "placed_by_la": own.placed_by,
        "police_reported": "Y" if reported else "N", "found_area": found if returned else "",
        "declined_reason": reason if returned and episode.accepted == "N" else "",
    }  # fmt: skip
