"""Made-up interviews beside those of the missing file, and the police's own records of some episodes.

The missing file has one interview per episode. What it cannot say comes here: an interview that covers
several episodes, a second attempt, and the same episode in the records of two agencies.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from etl.demo.meetings import Rows
from etl.demo.missing import Episode
from etl.demo.people import age_band
from etl.demo.plan import Plan
from etl.demo.traits import own_rng
from etl.pseudonymise.keys import pseudonym

_TOGETHER = timedelta(days=14)
"""One interview may cover an earlier episode that ended so long before it."""
_ALSO_POLICE = 0.5
"""Share of the authority's own episodes that the police recorded too."""


@dataclass
class Interviews:
    """Rows of return_interview, of its bridge to episodes, and of the police's missing_episode files."""

    plan: Plan
    code: str
    known: date
    return_interview: Rows = field(default_factory=list)
    return_interview_episode: Rows = field(default_factory=list)
    police: Rows = field(default_factory=list)

    def run(self, episodes: list[Episode], police_window: tuple[date, date] | None) -> None:
        """What is beside the missing file; police records of episodes that started in the window, if there is one."""
        later: dict[str, list[Episode]] = {}
        for episode in episodes:
            later.setdefault(episode.child.ref, []).append(episode)
        for episode in episodes:
            if episode.kind != "M" or episode.end is None or episode.end.date() > self.known:
                continue
            if episode.reason == "MISSING_AGAIN":
                self._covered(episode, later[episode.child.ref])
            elif episode.offered == "Y" and not episode.accepted:
                self._second_attempt(episode, episode.end)
            if police_window and police_window[0] <= episode.start.date() <= police_window[1]:
                self._police_too(episode, episode.end)

    def _bridge(self, rhi_ref: str, episode_ref: str) -> None:
        self.return_interview_episode.append({"rhi_ref": rhi_ref, "episode_ref": episode_ref})

    def _covered(self, episode: Episode, others: list[Episode]) -> None:
        """The next interview of a child who was missing again covers this episode as well."""
        for other in others:
            held = other.completed
            if other.start > episode.start and held is not None and held.date() <= self.known:
                if episode.end is not None and held - episode.end <= _TOGETHER:
                    self._bridge(f"{other.ref}-R", episode.ref)
                return

    def _second_attempt(self, episode: Episode, returned: datetime) -> None:
        """An offer without an answer that is made again: half of them lead to an interview."""
        rng = own_rng(self.plan, 68, episode.ref)
        held = (returned + timedelta(days=int(rng.integers(6, 25)))).replace(hour=int(rng.integers(9, 18)), minute=0)
        agreed = rng.random() < 0.55
        if held.date() > self.known:
            return
        self.return_interview.append({
            "rhi_ref": f"{episode.ref}-R2", "offered": "Y", "accepted": "Y" if agreed else "N",
            "completed_at": held if agreed else "", "not_offered_reason": "",
            "declined_reason": "" if agreed else "NO_ENGAGEMENT",
        })  # fmt: skip
        self._bridge(f"{episode.ref}-R2", episode.ref)

    def _police_too(self, episode: Episode, returned: datetime) -> None:
        """The police's record of an episode that the authority recorded, under a reference of their own.

        The authority's interview is bridged to it, so that it never looks like a return without one.
        """
        rng = own_rng(self.plan, 69, episode.ref)
        apart = timedelta(minutes=5 * int(rng.integers(-12, 25)))
        if episode.source != "AUTHORITY" or rng.random() >= _ALSO_POLICE:
            return
        ref = pseudonym(self.plan.key, self.code, "police", episode.ref)
        child, start = episode.child, min(episode.start + apart, returned)
        self.police.append({
            "episode_ref": ref, "child_ref": child.ref, "episode_type": "M", "start_at": start, "end_at": returned,
            "missing_from": episode.missing_from, "police_risk": episode.police_risk, "source": "POLICE",
            "sex": child.sex, "age_band": age_band(child.age(start.date())),
        })  # fmt: skip
        if episode.offered or episode.accepted or episode.reason:
            self._bridge(f"{episode.ref}-R", ref)
