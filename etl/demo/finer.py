"""Made-up finer extracts about times on the list: referrals, discussions, lead professionals, letters."""

from datetime import date, timedelta

import numpy as np

from data_contracts.periods import Period
from etl.demo.meetings import OWN_CSC, Rows
from etl.demo.people import Nursery
from etl.demo.plan import Plan, Profile, day_between, pick
from etl.demo.spells import RISKS, SOURCES, Spell, types_at
from etl.demo.traits import latest, own_rng, traits
from etl.pseudonymise.keys import pseudonym

_NOT_ACCEPTED = {"EARLY_HELP": 34, "CIN": 24, "SIGNPOSTED": 22, "NO_FURTHER_ACTION": 12, "OTHER_AREA": 6, "": 2}
_LEADS = {"OWN": 62, "YOS": 11, "EDUCATION": 6, "HDFT": 5, "TEWV": 4, "BARNARDOS": 8, "POLICE": 4}
_ROLES = {"YOS": "YOUTH_JUSTICE", "EDUCATION": "EDUCATION", "HDFT": "HEALTH", "TEWV": "HEALTH",
          "BARNARDOS": "SPECIALIST", "POLICE": "POLICE"}  # fmt: skip
_LETTERS = {"YOUNG_PERSON": "letter_young_person", "PARENT_CARER": "letter_parent_carer", "GP": "letter_gp"}
_METHODS = {
    "YOUNG_PERSON": {"HAND": 58, "POST": 34, "EMAIL": 5, "OTHER": 3},
    "PARENT_CARER": {"HAND": 47, "POST": 46, "EMAIL": 7},
    "GP": {"EMAIL": 82, "POST": 18}, "HOST_VPG": {"EMAIL": 92, "OTHER": 8},
}  # fmt: skip
TURNED_DOWN_A_MONTH, WAITING = 2.9, 2.0
"""Over the four authorities at 120 open: referrals not accepted in a month; those waiting for a
decision at the end, beside one in each authority."""


def referrals(plan: Plan, profile: Profile, spells: list[Spell], known: date, rng: np.random.Generator) -> list[Spell]:
    """Made-up referrals that were not accepted or wait for a decision: new children without a time on the list.

    `added` holds the day of the decision; a day after `known` is one that is still to come.
    """
    nursery, found = Nursery(plan, rng, "R"), []
    share = plan.scale * profile.share
    days = [day_between(rng, m.start, min(m.end, known)) for m in plan.months() if m.start <= known
            for _ in range(int(rng.poisson(TURNED_DOWN_A_MONTH * share)))]  # fmt: skip
    waiting = [known + timedelta(days=int(rng.integers(1, 10))) for _ in range(1 + int(rng.poisson(WAITING * share)))]
    for number, decided in enumerate([*days, *waiting]):
        asked = decided - timedelta(days=int(rng.integers(10, 20) if decided > known else rng.integers(2, 22)))
        ref = pseudonym(plan.key, profile.authority.code, "referral", str(number))
        found.append(Spell(ref, nursery.child(profile, asked), decided, asked, pick(rng, SOURCES), ""))
    return found


def spell_rows(plan: Plan, spells: list[Spell], turned_down: list[Spell], known: date) -> Rows:
    """The extract vemt_spell as known on a day: times on the list, and the referrals beside them."""
    rows = [_spell_row(plan, s, known) for s in spells if s.added <= known]
    blank = dict.fromkeys(rows[0], "")
    for spell in turned_down:
        rng, waits = own_rng(plan, 61, spell.ref), spell.added > known
        tool = spell.referred if rng.random() < 0.6 else "N"
        rows.append(blank | {
            "spell_ref": spell.ref, "child_ref": spell.child.ref, "referral_date": spell.referred,
            "referral_source": spell.source, "first_vpg_date": "" if waits else spell.added,
            "decision": "PENDING" if waits else "NOT_ACCEPTED",
            "referral_outcome": "" if waits else pick(rng, _NOT_ACCEPTED), "screening_tool": tool,
        })  # fmt: skip
    return sorted(rows, key=lambda r: str(r["spell_ref"]))


def _spell_row(plan: Plan, spell: Spell, known: date) -> dict[str, object]:
    rng, own = own_rng(plan, 61, spell.ref), traits(plan, spell.child)
    done = {name: day if day and day <= known else "N" for name, day in spell.practice.items()}
    mapped, tool = done["case_mapping"] != "N", done["screening_tool"] != "N"
    map_n = [int(n) for n in (rng.poisson(3.2), rng.poisson(2.1), rng.poisson(1.1))]
    gone = spell.removed is not None and spell.removed <= known
    closing = rng.random() < 0.42 + 0.3 * plan.elapsed(spell.removed or known)
    tooled = (spell.removed or known) - timedelta(days=int(rng.integers(0, 40)))
    with_child, with_parent = (rng.random() < share for share in (0.66, 0.44))
    return {
        "spell_ref": spell.ref, "child_ref": spell.child.ref, "referral_date": spell.referred,
        "referral_source": spell.source, "first_vpg_date": max(spell.added - timedelta(days=int(rng.integers(0, 3))),
                                                               spell.referred),
        "decision": "ACCEPTED", "referral_outcome": "", "added_date": spell.added,
        "removed_date": spell.removed if gone else "", "removal_reason": spell.reason if gone else "",
        "screening_tool": done["screening_tool"], "tool_with_child": ("Y" if with_child else "N") if tool else "",
        "tool_with_parent": ("Y" if with_parent else "N") if tool else "",
        "closure_tool_date": tooled if gone and closing and tooled > spell.added else "",
        "how_safe": done["how_safe"], "case_mapping": done["case_mapping"],
        **{name: n if mapped else "" for name, n in zip(("peers_n", "places_n", "perpetrators_n"), map_n, strict=True)},
        "serious_risk_flag": "Y" if own.serious_risk else "N",
        "domestic_abuse_flag": "Y" if own.domestic_abuse else "N",
    }  # fmt: skip


def review_rows(plan: Plan, spells: list[Spell], known: date) -> Rows:
    """The extract vemt_review: the ratings that the list shows, and discussions without a rating between them."""
    rows: Rows = []
    for spell in spells:
        rng, ended = own_rng(plan, 62, spell.ref), min(spell.removed or known, known)
        rated = {day: (category, risk) for day, category, risk in spell.reviews if day <= known}
        talks = {day_between(rng, max(m.start, spell.added), min(m.end, ended)) for m in _months(plan, spell, ended)
                 if rng.random() < 0.5}  # fmt: skip
        for day in sorted({*rated, *talks}):
            category, risk = rated.get(day, ("", ""))
            shares = {"MONTHLY_VPG": 76, "WEEKLY_VPG": 22, "OTHER": 2} if risk else {"WEEKLY_VPG": 82, "PRE_AGENDA": 18}
            kind = "WEEKLY_VPG" if day == spell.added else pick(rng, shares)
            rows.append({
                "spell_ref": spell.ref, "child_ref": spell.child.ref, "review_date": day, "meeting_type": kind,
                "category": category, "exploitation_types": types_at(spell, category) if risk else "", "risk": risk,
            })  # fmt: skip
    return sorted(rows, key=lambda r: (str(r["review_date"]), str(r["spell_ref"])))


def _months(plan: Plan, spell: Spell, ended: date) -> list[Period]:
    return [m for m in plan.months() if m.end >= spell.added and m.start <= ended]


def lead_rows(plan: Plan, profile: Profile, spells: list[Spell], known: date) -> Rows:
    """The extract lead_professional: who by organisation and role, from when to when; about one in four changes."""
    rows: Rows = []
    for spell in spells:
        rng, start = own_rng(plan, 63, spell.ref), spell.practice["lead_professional"]
        ended = spell.removed
        while start is not None and start <= known and (ended is None or start < ended):
            handed = start + timedelta(days=int(rng.integers(60, 260))) if rng.random() < 0.28 else None
            stop = min((d for d in (handed, ended) if d is not None), default=None)
            agency = pick(rng, _LEADS)
            own = agency == "OWN"
            role = pick(rng, {"SOCIAL_WORKER": 74, "EARLY_HELP_WORKER": 18, "PERSONAL_ADVISER": 8})
            rows.append({
                "spell_ref": spell.ref, "agency": OWN_CSC[profile.slug] if own else agency,
                "lead_role": role if own else _ROLES[agency], "start_date": start,
                "end_date": latest(stop, known),
            })  # fmt: skip
            start = handed
    return sorted(rows, key=lambda r: (str(r["start_date"]), str(r["spell_ref"])))


def letter_rows(plan: Plan, spells: list[Spell], known: date) -> Rows:
    """The extract notification: letters on being added and removed, on progress, and to host areas."""
    rows: Rows = []
    for spell in spells:
        rng = own_rng(plan, 64, spell.ref)
        sent = [*_told_added(spell, rng), *_told_removed(plan, spell, rng), *_told_progress(spell, rng)]
        if traits(plan, spell.child).away and rng.random() < 0.76:
            sent.append(("HOST_AREA", "HOST_VPG", spell.added + timedelta(days=int(rng.integers(1, 22))), ""))
        for event, recipient, day, method in sent:
            how = method or pick(rng, _METHODS[recipient])
            if day <= known:
                rows.append({"spell_ref": spell.ref, "event": event, "recipient": recipient, "sent_date": day,
                             "method": how})  # fmt: skip
    return sorted(rows, key=lambda r: tuple(str(r[k]) for k in ("sent_date", "spell_ref", "event", "recipient")))


Letter = tuple[str, str, date, str]
"""Event, recipient, day, method ("" where it is still to be drawn)."""


def _told_added(spell: Spell, rng: np.random.Generator) -> list[Letter]:
    found: list[Letter] = []
    for recipient, column in _LETTERS.items():
        day, agreed = spell.practice[column], rng.random() < 0.06
        if day is not None:
            found.append(("ADDED", recipient, day, ""))
        elif agreed and recipient == "PARENT_CARER":
            found.append(("ADDED", recipient, spell.added + timedelta(days=3), "NOT_SENT_AGREED"))
    return found


def _told_removed(plan: Plan, spell: Spell, rng: np.random.Generator) -> list[Letter]:
    if spell.removed is None:
        return []
    better = plan.elapsed(spell.removed)
    shares = {"YOUNG_PERSON": 0.5 + 0.3 * better, "PARENT_CARER": 0.52 + 0.3 * better, "GP": 0.34 + 0.25 * better}
    if spell.child.age(spell.removed) >= 18:
        shares["PARENT_CARER"] = 0.0
    days = {r: spell.removed + timedelta(days=int(rng.integers(0, 19))) for r in shares}
    return [("REMOVED", r, days[r], "") for r, share in shares.items() if rng.random() < share]


def _told_progress(spell: Spell, rng: np.random.Generator) -> list[Letter]:
    found: list[Letter] = []
    for (_, _, then), (day, _, now) in zip(spell.reviews, spell.reviews[1:], strict=False):
        if RISKS.index(now) < RISKS.index(then) and rng.random() < 0.36:
            sent = day + timedelta(days=int(rng.integers(1, 12)))
            found.append(("PROGRESS", "YOUNG_PERSON", sent, ""))
            if rng.random() < 0.5:
                found.append(("PROGRESS", "PARENT_CARER", sent, ""))
    return found
