"""Random extracts about missing episodes, return interviews, audits, plans, actions, meetings and loaded files."""

from datetime import date, datetime, timedelta
from typing import Any

from dice import Dice, Rows
from made_children import ANOTHER_AUTHORITY

from data_contracts.periods import containing
from data_contracts.vocabularies import (
    ACTION_ORIGIN,
    AGE_BAND,
    AUDIT_THEME,
    DECLINED_REASON,
    FOUND_AREA,
    GRADE,
    MEETING_TYPE,
    MISSING_FROM,
    MISSING_SOURCE,
    NOT_OFFERED_REASON,
    ORGANISATION,
    PLAN_STATUS,
    POLICE_RISK,
    SEX,
    THEME,
)

BANDS = (6 * 60, 24 * 60, 72 * 60, 7 * 24 * 60)
"""Minutes at which the bands of the time missing meet."""


def missing(dice: Dice, la: str) -> Rows:
    """Episodes of both types, timed and with dates only, open ends, and interviews that may bridge several."""
    rows: Rows = {name: [] for name in ("missing_episode", "return_interview", "return_interview_episode")}
    seen: set[tuple[str, datetime]] = set()
    for i in range(dice.number(0, 28)):
        row = _episode(dice, la, f"{la[-1]}E{i}")
        if (row["child_ref"], row["start_at"]) not in seen:
            seen.add((row["child_ref"], row["start_at"]))
            rows["missing_episode"].append(row)
    ended = [e for e in rows["missing_episode"] if e["end_at"] is not None]
    for i in range(len(ended) * 2 // 3):
        about = dice.one(ended)
        interview, covered = _interview(dice, f"{la[-1]}R{i}", about, ended, dice.chance(0.7))
        rows["return_interview"].append(interview)
        rows["return_interview_episode"] += [{"rhi_ref": interview["rhi_ref"], "episode_ref": e} for e in covered]
    return rows


def _episode(dice: Dice, la: str, ref: str) -> dict[str, Any]:
    timed = dice.chance(0.65)
    start = datetime.combine(dice.day(), datetime.min.time())
    if timed:
        start += timedelta(minutes=dice.number(1, 1439))
        length = (
            dice.one(BANDS) if dice.chance(0.15) else dice.one((30, 200, 900, 2500, 6000, 20000)) + dice.number(0, 60)
        )
        end: datetime | None = start + timedelta(minutes=length)
    else:
        end = start + timedelta(days=dice.one((0, 1, 2, 3, 9)))
    return {
        "episode_ref": ref,
        "child_ref": f"{la[-1]}C{dice.number(0, 7)}",
        "episode_type": dice.one("MMMA"),
        "start_at": start,
        "end_at": None if dice.chance(0.15) else end,
        "time_known": timed,
        "missing_from": dice.code(MISSING_FROM),
        "placement_out_of_area": dice.flag(),
        "placed_by_la": dice.rarely(0.05, ANOTHER_AUTHORITY),
        "police_reported": dice.flag(),
        "police_risk": dice.code(POLICE_RISK),
        "found_area": dice.code(FOUND_AREA),
        "source": dice.code(MISSING_SOURCE),
        "sex": dice.code(SEX),
        "age_band": dice.code(AGE_BAND),
    }


def _interview(
    dice: Dice, ref: str, about: dict[str, Any], ended: list[dict[str, Any]], timed: bool
) -> tuple[dict[str, Any], list[str]]:
    """One offer about an episode, and the episodes that it covers: now and then others of the child too."""
    own = [e["episode_ref"] for e in ended if e["child_ref"] == about["child_ref"] and e is not about]
    covered = [about["episode_ref"], *(e for e in own if dice.chance(0.25))]
    held = None
    if dice.chance(0.65):
        hours = dice.one((5, 30, 71, 73, 100, 400)) if dice.chance(0.7) else 72
        held = about["end_at"] + timedelta(hours=hours, minutes=0 if hours == 72 else dice.number(0, 59))
        if dice.chance(0.08):
            held = about["end_at"] - timedelta(hours=dice.number(1, 60))
        if not timed:
            held = datetime.combine(about["end_at"].date() + timedelta(dice.number(0, 5)), datetime.min.time())
    offered, accepted = dice.one(("Y", "Y", "Y", "N", "NA", "U", None)), dice.one(("Y", "Y", "N", "NA", "U", None))
    return {
        "rhi_ref": ref,
        "offered": offered,
        "accepted": accepted,
        "completed_at": held,
        "completed_time_known": None if held is None else timed,
        "not_offered_reason": None if dice.chance(0.6) else dice.one(NOT_OFFERED_REASON.codes),
        "declined_reason": None if dice.chance(0.6) else dice.one(DECLINED_REASON.codes),
    }, covered


def practice(dice: Dice, la: str) -> Rows:
    """Audits with their plan, actions, meetings and the action plan; `la` may be TEES, which has no audits."""
    tees = la == "TEES"
    rows: Rows = {name: [] for name in ("audit", "audit_plan", "action", "meeting", "plan_action")}
    for i in range(0 if tees else dice.number(0, 9)):
        rows["audit"].append({
            "audit_ref": f"{la}A{i}", "audit_date": dice.day(), "grade": dice.code(GRADE),
            "theme": dice.code(AUDIT_THEME), "agency": dice.code(ORGANISATION), "moderated": dice.flag(),
            "previous_audit_ref": f"{la}A{dice.number(0, i - 1)}" if i and dice.chance(0.3) else None,
        })  # fmt: skip
    for quarter in () if tees else _quarters(dice.first, dice.last):
        if dice.chance(0.8):
            rows["audit_plan"].append({"quarter_start": quarter, "planned_n": dice.number(0, 5)})
    for i in range(dice.number(0, 14)):
        rows["action"].append(_action(dice, f"{la}X{i}"))
    for i in range(dice.number(0, 18 if tees else 14)):
        planned = dice.day()
        held = None if dice.chance(0.2) else planned + timedelta(dice.one((0, 0, 0, 7, -3, 31)))
        kind = "STRATEGIC" if tees and dice.chance(0.6) else dice.one(MEETING_TYPE.codes)
        rows["meeting"].append({
            "meeting_ref": f"M{i}", "meeting_type": kind, "planned_date": planned,
            "held_date": held, "chair_present": dice.flag(), "deputy_chair_present": dice.flag(),
            "members_present_n": dice.rarely(0.9, dice.number(0, 8)),
            "papers_sent_date": dice.rarely(0.8, planned - timedelta(dice.number(0, 12))),
            "minutes_sent_date": dice.rarely(0.8, planned + timedelta(dice.number(0, 20))),
        })  # fmt: skip
    for i in range(dice.number(0, 6) if tees else 0):
        rows["plan_action"].append({
            "plan_ref": f"{la}P{i}", "theme": dice.one(THEME.codes), "due_date": dice.rarely(0.8, dice.day()),
            "status": dice.code(PLAN_STATUS), "updated_date": dice.day(),
        })  # fmt: skip
    return rows


def _quarters(first: date, last: date) -> list[date]:
    return [date(y, m, 1) for y in range(first.year, last.year + 1) for m in (1, 4, 7, 10) if date(y, m, 1) <= last]


def _action(dice: Dice, ref: str) -> dict[str, Any]:
    raised = dice.day()
    done = dice.later(raised, 150) if dice.chance(0.55) else None
    status = dice.one(("DONE", "DONE", None)) if done else dice.one(("OPEN", "OPEN", "DONE", "CANCELLED", None))
    return {
        "action_ref": ref,
        "origin": dice.one((*ACTION_ORIGIN.codes, "AUDIT", "AUDIT")),
        "owner_org": dice.code(ORGANISATION),
        "raised_date": raised,
        "due_date": None if dice.chance(0.15) else dice.later(raised, 120),
        "completed_date": (status != "CANCELLED" and done) or None,
        "status": status,
        "theme": dice.code(THEME),
    }


def files(dice: Dice, la: str, nth: int) -> Rows:
    """Loaded and refused files of one authority, with the rows that broke a rule."""
    rows: Rows = {"load_file": [], "problem": []}
    for i in range(dice.number(0, 12)):
        start, extract = dice.day().replace(day=1), dice.one(("list", "missing", "audit"))
        until = start + timedelta(dice.one((10, 27, 30, 60, 91, 180)))
        if extract == "audit" and dice.chance(0.5):
            quarter = containing("quarter", start)
            start, until = quarter.start, quarter.end
        n, number = dice.number(0, 9), 100 * nth + i
        rows["load_file"].append({
            "file_id": number, "extract": extract, "period_from": start, "period_to": until, "rows_read": n,
            "status": dice.one(("loaded", "loaded", "loaded", "refused")),
        })  # fmt: skip
        for _ in range(dice.number(0, 3) if n else 0):
            problem = {"file_id": number, "row_number": dice.number(2, n + 1), "rule": dice.one(("one", "two"))}
            rows["problem"].append({**problem, "severity": dice.one(("reject", "warn"))})
    return rows
