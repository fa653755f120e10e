"""Random extracts about children: who they are, their times on the list and what was done in them.

The draws lean on the hard rows: first and last days of periods, removal on the day of being added, added again on the
day of removal or while still open, open ends, reviews without a rating and with the same one again, children without a
birth month, children of other authorities.
"""

from datetime import date, timedelta
from typing import Any

from dice import Dice, Rows
from made_done import leads, letters, pathways, types

from data_contracts.vocabularies import (
    CARE_STATUS,
    CATEGORY,
    DECISION,
    ETHNICITY,
    REFERRAL_OUTCOME,
    REFERRER,
    REMOVAL_REASON,
    REVIEW_MEETING,
    RISK,
    SEX,
)

ANOTHER_AUTHORITY = "E08000021"
BORN = (2007, 2007, 2008, 2008, 2009, 2009, 2010, 2011, 2012, 2013, 2014)
"""Years of birth: half of the children turn 17 or 18 in the months that are counted."""


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
            "exploitation_types": None if dice.chance(0.3) else types(dice),
            "risk": risk,
        })  # fmt: skip
    if spell["added_date"]:
        leads(dice, ref, start, rows)
        letters(dice, spell, rows)
    if spell["added_date"] or dice.chance(0.2):
        pathways(dice, ref, start, rows)
