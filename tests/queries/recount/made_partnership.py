"""Random extracts of the partnership: seats, attendance, documents, training, campaigns, numbers handed in by month."""

from datetime import date, timedelta
from typing import Any

from dice import Dice, Rows

from data_contracts.periods import add_months
from data_contracts.vocabularies import (
    ANSWER,
    AUDIT_NOTE,
    AUDIT_THEME,
    DISRUPTION_TYPE,
    DOCUMENT_TYPE,
    ORGANISATION,
    PLACE_TYPE,
    TEES,
)

MORE = (0,) * 9 + (2,)
"""By how many more persons are linked to two children than may be on the list: now and then, as a fault."""
FEW = ORGANISATION.codes[:5]
"""Organisations that are drawn where a cell should hold more than one row."""


def partnership(dice: Dice, la: str) -> Rows:
    """Seats of the groups (of the strategic one under TEES), documents, training and campaigns."""
    rows: Rows = {name: [] for name in ("seat", "document", "training", "communication")}
    most = {"STRATEGIC": 9} if la == TEES else {"STRATEGIC": 1, "WEEKLY_VPG": 3, "MONTHLY_VPG": 3}
    for group, seats in most.items():
        for i in range(dice.number(0, seats)):
            rows["seat"].append(_seat(dice, f"{group}{i}", group))
    for i in range(dice.number(0, 3)):
        rows["document"] += _document(dice, f"{la}D{i}")
    for i in range(dice.number(0, 4)):
        rows["training"] += _training(dice, f"{la}T{i}")
    for i in range(dice.number(0, 4)):
        planned = dice.day()
        rows["communication"].append({
            "campaign_ref": f"{la}K{i}", "agency": dice.code(ORGANISATION), "planned_date": planned,
            "delivered_date": dice.rarely(0.6, planned + timedelta(dice.number(-9, 60))),
        })  # fmt: skip
    return rows


def _seat(dice: Dice, ref: str, group: str) -> dict[str, Any]:
    """A seat; often of the first day of a month, so that twelve months are over on the last day of one."""
    start = dice.day() - timedelta(dice.number(0, 700))
    if dice.chance(0.4):
        start = start.replace(day=1) + timedelta(dice.one((0, 0, 1)))
    return {
        "seat_ref": ref, "meeting_type": group, "organisation": dice.one((*FEW, None)),
        "seat_role": dice.one(("CHAIR", "DEPUTY_CHAIR", "MEMBER", "MEMBER", "MEMBER", "MEMBER", None, "MINUTES")),
        "valid_from": start, "valid_to": None if dice.chance(0.7) else dice.later(start, 700),
    }  # fmt: skip


def _document(dice: Dice, ref: str) -> list[dict[str, Any]]:
    """A document with the reviews that fell due, one after the other."""
    kind, due = dice.code(DOCUMENT_TYPE), dice.day()
    rows = []
    for _ in range(dice.number(1, 3)):
        done = dice.rarely(0.5, due + timedelta(dice.number(-30, 90)))
        rows.append({"document_ref": ref, "document_type": kind, "review_due_date": due, "reviewed_date": done})
        due = dice.later(due + timedelta(1), 200)
    return rows


def _training(dice: Dice, ref: str) -> list[dict[str, Any]]:
    """A session: one row, or one for each organisation that came."""
    planned = dice.day()
    held = dice.rarely(0.7, planned + timedelta(dice.one((0, 0, 5, -4, 40))))
    agencies = sorted({dice.one(FEW) for _ in range(dice.number(1, 3))}) if held else [None]
    return [
        {"session_ref": ref, "agency": agency, "planned_date": planned, "held_date": held,
         "attendees_n": dice.rarely(0.85, dice.number(0, 5)) if held else dice.one((None, 0, 3))}
        for agency in agencies
    ]  # fmt: skip


def attendance(dice: Dice, seats: list[dict[str, Any]], meetings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who came: most seats at most meetings of their group, in office that day or not; many blanks.

    Handed in under the code of the meeting, of the seat or of the whole partnership.
    """
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for meeting in meetings:
        for seat in seats:
            codes = (meeting["la_code"], seat["la_code"], meeting["la_code"], TEES)
            one_group = meeting["meeting_type"] == "STRATEGIC" or codes[0] == codes[1]
            if meeting["meeting_type"] != seat["meeting_type"] or not one_group or dice.chance(0.15):
                continue
            of = {"la_code": dice.one(codes), "meeting_ref": meeting["meeting_ref"], "seat_ref": seat["seat_ref"]}
            rows[(*of.values(),)] = of | {
                "member_present": dice.one((True, True, True, False, None)),
                "deputy_present": dice.one((True, False, None, None)),
                "apology": dice.one((True, False, None, None, None)),
            }
    return list(rows.values())


def audit_notes(dice: Dice, audits: list[dict[str, Any]]) -> Rows:
    """Answers and findings of audits."""
    rows: Rows = {"audit_answer": [], "audit_theme_note": []}
    for audit in audits:
        of = {"la_code": audit["la_code"], "audit_ref": audit["audit_ref"]}
        for nth in range(1, dice.number(1, 5)):
            rows["audit_answer"].append(of | {"question_code": f"Q{nth}", "answer": dice.code(ANSWER)})
        found = {(dice.one(AUDIT_NOTE.codes), dice.one(AUDIT_THEME.codes)) for _ in range(dice.number(0, 3))}
        rows["audit_theme_note"] += [of | {"note": note, "theme": theme} for note, theme in sorted(found)]
    return rows


def handed_in(dice: Dice, la: str) -> Rows:
    """Numbers by month of one authority: places, persons of interest, disruption, reports of information."""
    rows: Rows = {name: [] for name in ("place_link", "poi_summary", "disruption", "intelligence_report")}
    months = [add_months(dice.first.replace(day=1), i) for i in range(18)]
    for i in range(dice.number(0, 6)):
        rows["place_link"] += _place(dice, f"{la[-1]}P{i}", months)
    for month in months:
        if dice.chance(0.75):
            listed = dice.number(0, 7)
            rows["poi_summary"].append({
                "month": month, "on_list_n": listed, "new_n": dice.rarely(0.8, dice.number(0, 3)),
                "linked_2plus_n": dice.rarely(0.8, dice.number(0, listed + dice.one(MORE))),
                "sharing_children_n": dice.rarely(0.8, dice.number(0, 5)), "largest_cluster_n": dice.number(0, 5),
            })  # fmt: skip
        for kind in DISRUPTION_TYPE.codes:
            if dice.chance(0.2):
                rows["disruption"].append({"month": month, "disruption_type": kind, "disruptions_n": dice.number(0, 4)})
        for agency in FEW[:3]:
            if dice.chance(0.25):
                rows["intelligence_report"].append({"month": month, "agency": agency, "reports_n": dice.number(0, 6)})
    return rows


def _place(dice: Dice, ref: str, months: list[date]) -> list[dict[str, Any]]:
    """A place in the months in which it was named; its first month as known, or blank."""
    kind, named = dice.code(PLACE_TYPE), [month for month in months if dice.chance(0.25)]
    first = dice.rarely(0.8, add_months(named[0], -dice.one((0, 0, 0, 2, 9, -1)))) if named else None
    return [
        {"place_ref": ref, "month": month, "place_type": dice.rarely(0.9, kind), "linked_children_n": dice.number(0, 5),
         "first_seen_month": dice.rarely(0.9, first)}
        for month in named
    ]  # fmt: skip
