"""Random extracts about what was done for children: lead professionals, letters, pathways and their decisions."""

from datetime import date, timedelta
from typing import Any

from dice import Dice, Rows

from data_contracts.vocabularies import (
    EXPLOITATION_TYPE,
    GROUNDS,
    NOTIFICATION_METHOD,
    ORGANISATION,
    PATHWAY_DECISION,
    PATHWAY_OUTCOME,
    PATHWAY_ROUTE,
)

LETTERS = ("YOUNG_PERSON", "PARENT_CARER", "GP")
FAULTS = (0,) * 19 + (5,)
"""Days by which a decision is dated before what it decides on: now and then, as a fault."""
SPANS = (5, 9, 12, 45, 60)
"""Days within which reasonable grounds are decided: five working days and 45 days among them."""


def types(dice: Dice) -> str:
    """One to three types of exploitation, as a list in one cell."""
    return "|".join(sorted({dice.one(EXPLOITATION_TYPE.codes) for _ in range(dice.number(1, 3))}))


def leads(dice: Dice, ref: str, start: date, rows: Rows) -> None:
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


def letters(dice: Dice, spell: dict[str, Any], rows: Rows) -> None:
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


def pathways(dice: Dice, ref: str, start: date, rows: Rows) -> None:
    for route in PATHWAY_ROUTE.codes:
        if dice.chance(0.5):
            continue
        considered = dice.flag(0.1)
        day = dice.later(start, 200) if considered and dice.chance(0.85) else None
        decision = dice.code(PATHWAY_DECISION) if considered else None
        referred = dice.later(day, 40) if day and decision == "REFERRED" and dice.chance(0.85) else None
        rg = dice.code(GROUNDS) if decision == "REFERRED" and route == "NRM" else None
        decided = decision == "REFERRED" and dice.chance(0.9 if rg in ("POSITIVE", "NEGATIVE") else 0.1)
        rg_date = dice.later((referred or start) - timedelta(dice.one(FAULTS)), dice.one(SPANS)) if decided else None
        cg = dice.code(GROUNDS) if rg == "POSITIVE" else None
        decided_too = rg_date and dice.chance(0.9 if cg in ("POSITIVE", "NEGATIVE") else 0.2)
        rows["pathway"].append({
            "spell_ref": ref, "route": route, "considered": considered, "considered_date": day, "decision": decision,
            "referred": decision == "REFERRED", "referred_date": referred, "joint_with_police": dice.flag(),
            "county_lines": dice.flag(), "rg_outcome": rg, "rg_date": rg_date, "cg_outcome": cg,
            "cg_date": dice.later(rg_date - timedelta(dice.one(FAULTS)), 250) if decided_too else None,
            "devolved_panel": dice.flag(), "outcome": dice.code(PATHWAY_OUTCOME) if decision == "REFERRED" else None,
            "exploitation_types": None if dice.chance(0.3) else types(dice),
        })  # fmt: skip
