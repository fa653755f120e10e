"""Made-up meetings, seats, attendance, actions and plan of the partnership: the administrator's own sheets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from data_contracts.periods import Period, containing
from data_contracts.vocabularies import TEES
from etl.demo.plan import AS_AT, PROFILES, Plan, Profile, pick

Rows = list[dict[str, object]]
OWN_CSC = {"hartlepool": "CSC_HARTLEPOOL", "middlesbrough": "CSC_MIDDLESBROUGH",
           "redcar-and-cleveland": "CSC_REDCAR_CLEVELAND", "stockton-on-tees": "CSC_STOCKTON"}  # fmt: skip
_STRATEGIC_SEATS = ("POLICE", *OWN_CSC.values(), "TEWV", "SOUTH_TEES", "NORTH_TEES", "HDFT", "HSSCP", "STSCP", "TSAB",
                    "PCC", "ANTI_SLAVERY", "ARCH", "BARNARDOS", "SIXTH_FORM", "EDUCATION", "YOS",
                    "HOUSING")  # fmt: skip
_VPG_SEATS = ("POLICE", "HDFT", "TEWV", "EDUCATION", "YOS", "HOUSING", "BARNARDOS")
_CHAIRS = {"STRATEGIC": "POLICE", "MONTHLY_VPG": ""}
_OWNERS = {"OWN": 46, "POLICE": 22, "EDUCATION": 8, "YOS": 8, "TEWV": 6, "HDFT": 6, "HOUSING": 4}
_ICB_SINCE, _CCG_UNTIL = date(2022, 7, 1), date(2022, 6, 30)


def owner(rng: np.random.Generator, profile: Profile) -> str:
    """An organisation that an action of this authority falls to."""
    found = pick(rng, _OWNERS)
    return OWN_CSC[profile.slug] if found == "OWN" else found


@dataclass
class Partnership:
    """Rows of the sheets, numbered as they are made."""

    plan: Plan
    rng: np.random.Generator
    meeting: Rows = field(default_factory=list)
    seat: Rows = field(default_factory=list)
    attendance: Rows = field(default_factory=list)
    action: Rows = field(default_factory=list)
    plan_action: Rows = field(default_factory=list)

    def seats(self) -> None:
        """The strategic group's and each monthly VPG's seats; one renamed body shows as two seats."""
        self._seat(TEES, "STRATEGIC", "ICB", date(2019, 1, 1), _CCG_UNTIL)
        for organisation in ("ICB", *_STRATEGIC_SEATS):
            since = _ICB_SINCE if organisation == "ICB" else date(2019, 1, 1)
            self._seat(TEES, "STRATEGIC", organisation, since, None)
        for profile in PROFILES:
            for organisation in (OWN_CSC[profile.slug], *_VPG_SEATS):
                self._seat(profile.authority.code, "MONTHLY_VPG", organisation, date(2019, 1, 1), None)

    def _seat(self, la_code: str, kind: str, organisation: str, since: date, until: date | None) -> None:
        chair = organisation == _CHAIRS[kind] or (kind == "MONTHLY_VPG" and organisation.startswith("CSC_"))
        self.seat.append({
            "seat_ref": f"SEAT-{len(self.seat) + 1:04d}", "la_code": la_code, "meeting_type": kind,
            "organisation": organisation, "seat_role": "CHAIR" if chair else "MEMBER", "valid_from": since,
            "valid_to": until or "",
        })  # fmt: skip

    def meetings(self) -> None:
        """All meetings planned in the years, in order of date; the task and finish groups after the others."""
        planned = sorted(kept for kept in self._calendar(self.plan.months()) if self.plan.start <= kept[0] <= AS_AT)
        for day, la_code, kind in planned:
            self._meeting(day, la_code, kind)
        for month in self.plan.months():
            day = _weekday(month.start, 4, 2)
            if month.start.month % 3 == 1 and self.plan.start <= day <= AS_AT:
                self._meeting(day, TEES, "TASK_FINISH", group=str((month.start.month // 3) % 4 + 1))
        self._plan_ahead()

    def _plan_ahead(self) -> None:
        """The meetings in the diary of the next three months: a day and nothing else yet."""
        coming = [containing("month", AS_AT).shifted(i) for i in range(4)]
        for day, la_code, kind in sorted(kept for kept in self._calendar(coming) if kept[0] > AS_AT):
            self.meeting.append({
                "meeting_ref": f"MTG-{len(self.meeting) + 1:05d}", "la_code": la_code, "meeting_type": kind,
                "planned_date": day, "held_date": "", "papers_sent_date": "", "minutes_sent_date": "",
                "task_group": "",
            })  # fmt: skip

    def _calendar(self, months: Iterable[Period]) -> Iterator[tuple[date, str, str]]:
        for month in months:
            if month.start.month % 2:
                yield _weekday(month.start, 3, 3), TEES, "STRATEGIC"
            if month.start.month % 3 == 2:
                yield _weekday(month.start, 1, 1), TEES, "VPG_CHAIRS"
            for number, profile in enumerate(PROFILES):
                code = profile.authority.code
                yield _weekday(month.start, 2, number), code, "MONTHLY_VPG"
                if month.start.month % 3 == 0:
                    yield _weekday(month.start, 2, 4), code, "AUDIT_SESSION"
                for week in range(1, 5):
                    yield _weekday(month.start, week, 0), code, "WEEKLY_VPG"

    def _meeting(self, day: date, la_code: str, kind: str, group: str = "") -> None:
        rng = self.rng
        held = None if rng.random() < 0.04 else day + timedelta(days=7 if rng.random() < 0.05 else 0)
        held = None if held and held > AS_AT else held
        notice = {"WEEKLY_VPG": 3, "MONTHLY_VPG": 7, "STRATEGIC": 7}.get(kind, 5)
        ref = f"MTG-{len(self.meeting) + 1:05d}"
        minutes = held + timedelta(days=int(rng.integers(2, 16))) if held else None
        self.meeting.append({
            "meeting_ref": ref, "la_code": la_code, "meeting_type": kind, "planned_date": day, "held_date": held or "",
            "papers_sent_date": day - timedelta(days=int(notice + rng.integers(-2, 4))),
            "minutes_sent_date": minutes if minutes and minutes <= AS_AT else "", "task_group": group,
        })  # fmt: skip
        if held:
            self._attend(ref, la_code, kind, held)
        if held and kind in ("STRATEGIC", "MONTHLY_VPG"):
            self._raise_actions(la_code, kind, held)

    def _attend(self, ref: str, la_code: str, kind: str, held: date) -> None:
        for seat in self.seat:
            until = seat["valid_to"]
            if seat["la_code"] != la_code or seat["meeting_type"] != kind or (isinstance(until, date) and until < held):
                continue
            came = pick(self.rng, {"member": 71, "deputy": 12, "apology": 11, "nobody": 6})
            self.attendance.append({
                "meeting_ref": ref, "seat_ref": seat["seat_ref"], "la_code": la_code,
                "member_present": "Y" if came == "member" else "N", "deputy_present": "Y" if came == "deputy" else "N",
                "apology": "Y" if came in ("apology", "deputy") else "N",
            })  # fmt: skip

    def _raise_actions(self, la_code: str, kind: str, held: date) -> None:
        for _ in range(int(self.rng.poisson(5))):
            origin = "VPG" if kind == "MONTHLY_VPG" else pick(self.rng, {"STRATEGIC": 85, "CHALLENGE": 15})
            profile = next((p for p in PROFILES if p.authority.code == la_code), None)
            organisation = owner(self.rng, profile) if profile else pick(self.rng, dict.fromkeys(_STRATEGIC_SEATS, 1))
            self.act(la_code, origin, organisation, held, days=28 if kind == "MONTHLY_VPG" else 56)

    def act(self, la_code: str, origin: str, organisation: str, raised: date, days: int) -> None:
        """One action raised on a day and due `days` later; done in time more often as the years go."""
        rng, due = self.rng, raised + timedelta(days=days)
        on_time = rng.random() < 0.55 + 0.22 * self.plan.elapsed(raised)
        late = timedelta(days=int(rng.integers(-20, 1) if on_time else rng.integers(1, 75)))
        done: date | None = max(raised + timedelta(days=1), due + late)
        fate = pick(rng, {"DONE": 95, "CANCELLED": 3, "OPEN": 2})
        if fate != "DONE" or (done and done > AS_AT):
            done = None
        self.action.append({
            "action_ref": f"ACT-{len(self.action) + 1:05d}", "la_code": la_code, "origin": origin,
            "owner_org": organisation, "raised_date": raised, "due_date": due, "completed_date": done or "",
            "status": "DONE" if done else "CANCELLED" if fate == "CANCELLED" else "OPEN",
            "theme": pick(rng, {"1": 40, "2": 15, "3": 20, "4": 15, "": 10}),
        })  # fmt: skip

    def plan_lines(self) -> None:
        """The action plan as it stands at the as-at date."""
        for number in range(16):
            due = AS_AT + timedelta(days=int(self.rng.integers(-60, 300)))
            updated = AS_AT - timedelta(days=int(self.rng.integers(2, 50)))
            status = pick(self.rng, {"NOT_STARTED": 15, "ON_TRACK": 50, "AT_RISK": 20, "DONE": 15})
            self.plan_action.append({
                "plan_ref": f"PLAN-{number + 1:03d}", "la_code": TEES, "theme": str(number % 4 + 1),
                "task_group": str(number % 4 + 1) if number % 3 else "", "due_date": due,
                "status": "OVERDUE" if due <= updated and status != "DONE" else status,
                "updated_date": updated,
            })  # fmt: skip


def _weekday(first: date, nth: int, weekday: int) -> date:
    """The `nth` Monday (weekday 0), Tuesday … of the month that starts on `first`."""
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
