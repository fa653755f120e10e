"""Random extracts about children: who they are, their times on the list and what was done in them.

Every draw comes from one seeded generator of numpy, so that a seed names a warehouse. The draws lean on the hard
rows: first and last days of periods, removal on the day of being added, added again on the day of removal, open ends,
reviews without a rating and with the same one again, children without a birth month, children of other authorities.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from data_contracts.code_list import Vocabulary
from data_contracts.vocabularies import (
    CARE_STATUS,
    CATEGORY,
    DECISION,
    ETHNICITY,
    EXPLOITATION_TYPE,
    GROUNDS,
    NOTIFICATION_METHOD,
    ORGANISATION,
    PATHWAY_DECISION,
    PATHWAY_OUTCOME,
    PATHWAY_ROUTE,
    REFERRAL_OUTCOME,
    REFERRER,
    REMOVAL_REASON,
    REVIEW_MEETING,
    RISK,
    SEX,
)

Rows = dict[str, list[dict[str, Any]]]
ROUTES = tuple(PATHWAY_ROUTE.codes)
LETTERS = ("YOUNG_PERSON", "PARENT_CARER", "GP")
ANOTHER_AUTHORITY = "E08000021"
FAULTS = (0,) * 19 + (5,)
"""Days by which a decision is dated before what it decides on: now and then, as a fault."""
SPANS = (5, 9, 12, 45, 60)
"""Days within which reasonable grounds are decided: five working days and 45 days among them."""
BORN = (2007, 2007, 2008, 2008, 2009, 2009, 2010, 2011, 2012, 2013, 2014)
"""Years of birth: half of the children turn 17 or 18 in the months that are counted."""


@dataclass
class Dice:
    """The draws of one warehouse. `first`, `last`: days between which things happen."""

    rng: np.random.Generator
    first: date
    last: date

    def number(self, low: int, high: int) -> int:
        """A whole number from low to high, both in."""
        return int(self.rng.integers(low, high + 1))

    def chance(self, share: float) -> bool:
        """True in that share of draws."""
        return bool(self.rng.random() < share)

    def one(self, options: Any) -> Any:
        """One of them."""
        return options[self.number(0, len(options) - 1)]

    def code(self, vocabulary: Vocabulary, blank: float = 0.15) -> str | None:
        """A code of the list, or blank."""
        return None if self.chance(blank) else self.one(vocabulary.codes)

    def flag(self, blank: float = 0.2) -> bool | None:
        """Yes, no or blank."""
        return None if self.chance(blank) else self.chance(0.5)

    def day(self) -> date:
        """A day between first and last; one in five is the first or the last day of a month."""
        day = self.first + timedelta(self.number(0, (self.last - self.first).days))
        if self.chance(0.2):
            day = day.replace(day=1)
            day -= timedelta(self.number(0, 1))
        return max(day, self.first)

    def later(self, day: date, furthest: int) -> date:
        """A day up to `furthest` days on; now and then the same day, or the last of a month."""
        found = day + timedelta(self.number(0, furthest))
        if self.chance(0.15):
            return day
        if self.chance(0.15):
            return max(day, found.replace(day=1) - timedelta(1))
        return found

    def rarely(self, share: float, value: Any) -> Any:
        """The value in that share of draws, else blank."""
        return value if self.chance(share) else None


def children(dice: Dice, la: str) -> Rows:
    """The children of one authority with their times on the list and all that hangs on these."""
    rows: Rows = {
        name: []
        for name in (
            "child", "child_status", "care_period", "vemt_spell", "vemt_review", "lead_professional", "notification",
            "pathway",
        )
    }  # fmt: skip
    for i in range(dice.number(0, 12)):
        ref = f"{la[-1]}C{i}"
        if not dice.chance(0.05):
            rows["child"].append(_child(dice, ref))
        _status(dice, ref, rows)
        day = dice.day() - timedelta(dice.number(0, 300))
        for nth in range(dice.one((0, 1, 1, 2, 3))):
            spell = _spell(dice, ref, f"{ref}S{nth}", day)
            rows["vemt_spell"].append(spell)
            _of_spell(dice, spell, rows)
            if spell["added_date"] is None:
                continue
            if spell["removed_date"] is None and not dice.chance(0.1):
                break
            day = dice.later(spell["removed_date"] or day, 260)
            if dice.chance(0.05):
                day = dice.later(spell["added_date"], 60)
    return rows


def _child(dice: Dice, ref: str) -> dict[str, Any]:
    return {
        "child_ref": ref,
        "birth_month": None if dice.chance(0.1) else date(dice.one(BORN), dice.number(1, 12), 1),
        "sex": dice.code(SEX),
        "ethnicity": dice.code(ETHNICITY),
        "care_status": dice.code(CARE_STATUS),
        "disability": dice.flag(),
        "ehc_plan": dice.flag(),
        "uasc": dice.flag(),
        "lives_out_of_area": dice.flag(),
        "placed_by_la": dice.rarely(0.07, ANOTHER_AUTHORITY),
        "personal_adviser": dice.flag(),
    }


def _status(dice: Dice, ref: str, rows: Rows) -> None:
    """Dated status, and placements of some children."""
    start = dice.first - timedelta(dice.number(0, 200))
    for _ in range(dice.one((0, 0, 1, 2))):
        end = None if dice.chance(0.3) else dice.later(start + timedelta(1), 300)
        status = {"child_ref": ref, "start_date": start, "end_date": end}
        rows["child_status"].append(status | {"care_status": dice.code(CARE_STATUS), "lives_out_of_area": dice.flag()})
        if end is None:
            break
        start = dice.later(end, 60)
    start = dice.day()
    for _ in range(dice.one((0, 0, 1, 2))):
        end = None if dice.chance(0.3) else dice.later(start + timedelta(1), 300)
        place = {"placement": dice.one(("FOSTER", "RESIDENTIAL", "SECURE", "SUPPORTED", None))}
        rows["care_period"].append(
            {"child_ref": ref, "start_date": start, "end_date": end, "out_of_area": dice.flag(), **place}
            | {"over_20_miles": dice.flag()}
        )
        if end is None:
            break
        start = dice.later(end + timedelta(1), 60)


def _spell(dice: Dice, child: str, ref: str, day: date) -> dict[str, Any]:
    accepted = dice.chance(0.85)
    added = day if accepted else None
    removed = dice.later(day, 400) if accepted and dice.chance(0.6) else None
    others = [c for c in DECISION.codes if c != "ACCEPTED"]
    decision = dice.one(("ACCEPTED",) * 18 + (None, *others[:1])) if accepted else dice.one(others)
    referred = day - timedelta(dice.number(0, 40))
    tool = None if dice.chance(0.4) else day + timedelta(dice.number(-30, 10))
    safe, mapped = (None if dice.chance(0.4) else dice.later(day - timedelta(5), 60) for _ in range(2))
    return {
        "spell_ref": ref,
        "child_ref": child,
        "referral_date": None if accepted and dice.chance(0.2) else referred,
        "referral_source": dice.code(REFERRER),
        "first_vpg_date": None if decision == "PENDING" else dice.later(referred, 40),
        "decision": decision,
        "referral_outcome": dice.code(REFERRAL_OUTCOME) if decision == "NOT_ACCEPTED" else None,
        "added_date": added,
        "removed_date": removed,
        "removal_reason": None if removed is None else dice.code(REMOVAL_REASON),
        "screening_tool": True if tool else dice.flag(0.5),
        "screening_tool_date": tool,
        "tool_with_child": dice.flag(),
        "tool_with_parent": dice.flag(),
        "closure_tool_date": None if removed is None or dice.chance(0.4) else removed - timedelta(dice.number(-3, 40)),
        "how_safe": True if safe else dice.flag(0.5),
        "how_safe_date": safe,
        "case_mapping": True if mapped else dice.flag(0.5),
        "case_mapping_date": mapped,
        "peers_n": dice.rarely(0.6, dice.number(0, 4)),
        "places_n": dice.rarely(0.6, dice.number(0, 4)),
        "perpetrators_n": dice.rarely(0.6, dice.number(0, 4)),
        "serious_risk_flag": dice.flag(),
        "domestic_abuse_flag": dice.flag(),
    }


def _of_spell(dice: Dice, spell: dict[str, Any], rows: Rows) -> None:
    """Reviews, leads, letters and pathways of one time on the list."""
    ref, start = spell["spell_ref"], spell["added_date"] or spell["referral_date"]
    days = {
        start + timedelta(dice.number(0, 1)) if dice.chance(0.3) else dice.later(start, 400)
        for _ in range(dice.number(0, 6))
    }
    risk = dice.code(RISK)
    for day in sorted(days) if spell["added_date"] else ():
        risk = risk if dice.chance(0.3) else dice.code(RISK, 0.25)
        rows["vemt_review"].append({
            "spell_ref": ref,
            "child_ref": dice.one((spell["child_ref"], None)),
            "review_date": day,
            "meeting_type": dice.code(REVIEW_MEETING),
            "category": dice.code(CATEGORY, 0.25),
            "exploitation_types": None if dice.chance(0.3) else _types(dice),
            "risk": risk,
        })  # fmt: skip
    if spell["added_date"]:
        _leads(dice, ref, start, rows)
        _letters(dice, spell, rows)
    if spell["added_date"] or dice.chance(0.2):
        _pathways(dice, ref, start, rows)


def _types(dice: Dice) -> str:
    """One to three types of exploitation, as a list in one cell."""
    return "|".join(sorted({dice.one(EXPLOITATION_TYPE.codes) for _ in range(dice.number(1, 3))}))


def _leads(dice: Dice, ref: str, start: date, rows: Rows) -> None:
    if dice.chance(0.25):
        rows["lead_professional"].append({"spell_ref": ref, "lead_ref": "flat", "allocated": dice.flag()})
    day = dice.later(start, 30)
    for _ in range(dice.number(0, 3)):
        end = None if dice.chance(0.4) else dice.later(day, 150)
        rows["lead_professional"].append({
            "spell_ref": ref, "lead_ref": day.isoformat(), "allocated": True, "agency": dice.code(ORGANISATION),
            "start_date": day, "end_date": end,
        })  # fmt: skip
        if end is None:
            return
        day = dice.later(end + timedelta(1), 40)


def _letters(dice: Dice, spell: dict[str, Any], rows: Rows) -> None:
    ref = spell["spell_ref"]
    events = [("ADDED", spell["added_date"])] + [("REMOVED", spell["removed_date"])] * (
        spell["removed_date"] is not None
    )
    for event, day in events:
        for recipient in LETTERS:
            if dice.chance(0.3):
                continue
            sent = dice.flag(0.1)
            when = day + timedelta(dice.number(-2, 30)) if sent and dice.chance(0.85) else None
            method = dice.code(NOTIFICATION_METHOD) if sent else dice.one((None, "NOT_SENT_AGREED"))
            sent = sent and method != "NOT_SENT_AGREED"
            rows["notification"].append({
                "spell_ref": ref, "event": event, "recipient": recipient, "sent": sent, "sent_date": when,
                "method": method,
            })  # fmt: skip
    day = spell["added_date"]
    for _ in range(dice.number(0, 2)):
        day = dice.later(day + timedelta(1), 90)
        rows["notification"].append({
            "spell_ref": ref, "event": "PROGRESS", "recipient": dice.one(LETTERS), "progress_date": day,
            **_sent(dice, day),
        })  # fmt: skip
    if dice.chance(0.3):
        rows["notification"].append({
            "spell_ref": ref, "event": "HOST_AREA", "recipient": "HOST_VPG",
            **_sent(dice, dice.later(spell["added_date"], 60)),
        })  # fmt: skip


def _sent(dice: Dice, day: date) -> dict[str, Any]:
    """Sent, by whatever way or with none written down; or agreed on that day not to be sent."""
    method = dice.one(("HAND", "POST", "POST", "EMAIL", None, None, "NOT_SENT_AGREED"))
    return {"sent": method != "NOT_SENT_AGREED", "sent_date": day, "method": method}


def _pathways(dice: Dice, ref: str, start: date, rows: Rows) -> None:
    for route in ROUTES:
        if dice.chance(0.5):
            continue
        considered = dice.flag(0.1)
        day = dice.later(start, 200) if considered and dice.chance(0.85) else None
        decision = dice.code(PATHWAY_DECISION) if considered else None
        referred = dice.later(day, 40) if day and decision == "REFERRED" and dice.chance(0.85) else None
        rg = dice.code(GROUNDS) if decision == "REFERRED" and route == "NRM" else None
        decided = rg in ("POSITIVE", "NEGATIVE") and dice.chance(0.9)
        rg_date = dice.later((referred or start) - timedelta(dice.one(FAULTS)), dice.one(SPANS)) if decided else None
        cg = dice.code(GROUNDS) if rg == "POSITIVE" else None
        decided_too = cg in ("POSITIVE", "NEGATIVE") and dice.chance(0.9)
        rows["pathway"].append({
            "spell_ref": ref, "route": route, "considered": considered, "considered_date": day, "decision": decision,
            "referred": decision == "REFERRED", "referred_date": referred, "joint_with_police": dice.flag(),
            "county_lines": dice.flag(), "rg_outcome": rg, "rg_date": rg_date, "cg_outcome": cg,
            "cg_date": dice.later(rg_date - timedelta(dice.one(FAULTS)), 250) if decided_too and rg_date else None,
            "devolved_panel": dice.flag(), "outcome": dice.code(PATHWAY_OUTCOME) if decision == "REFERRED" else None,
            "exploitation_types": None if dice.chance(0.3) else _types(dice),
        })  # fmt: skip
