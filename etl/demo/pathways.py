"""Made-up pathways: National Referral Mechanism and its decisions, MAPPA, MARAC, STAGES, adult social care."""

from datetime import date, timedelta

import numpy as np

from etl.demo.meetings import Rows
from etl.demo.plan import Plan, pick
from etl.demo.spells import Spell, types_at
from etl.demo.traits import latest, own_rng, traits

Row = dict[str, object]
_FIELDS = ("spell_ref", "route", "considered", "considered_date", "decision", "not_referred_reason", "referred_date",
           "joint_with_police", "exploitation_types", "county_lines", "rg_outcome", "rg_date", "cg_outcome", "cg_date",
           "devolved_panel", "outcome")  # fmt: skip
_REASONS = {"THRESHOLD_NOT_MET": 46, "NO_INDICATORS": 26, "ALREADY_REFERRED": 8, "NO_CONSENT": 12, "OTHER": 8}
_OUTCOMES = {"ACCEPTED": 66, "DECLINED": 22, "PENDING": 12}
_ADULT_OUTCOMES = {"ACCEPTED": 40, "NOT_ELIGIBLE": 28, "DECLINED": 12, "PENDING": 20}


def pathway_rows(plan: Plan, spells: list[Spell], known: date) -> Rows:
    """The extract pathway as known on a day: one row per time on the list and route that was thought of."""
    rows: Rows = []
    for spell in spells:
        rng = own_rng(plan, 65, spell.ref)
        for row in (_nrm(plan, spell, rng, known), *_other(plan, spell, rng, known), _adult(spell, rng, known)):
            if row is not None:
                rows.append(dict.fromkeys(_FIELDS, "") | row)
    return sorted(rows, key=lambda r: (str(r["spell_ref"]), str(r["route"])))


def _nrm(plan: Plan, spell: Spell, rng: np.random.Generator, known: date) -> Row | None:
    """Considered for nearly all of category T and most named types, referred where the list says so."""
    named = types_at(spell, spell.reviews[0][1])
    trafficked = any(category == "T" for _, category, _ in spell.reviews)
    share = 0.86 if trafficked else 0.5 + 0.2 * plan.elapsed(spell.added) if named else 0.12
    referred, thought = spell.practice["nrm"], rng.random() < share
    if referred is None and not thought:
        return None
    considered = (referred or spell.added + timedelta(days=int(rng.integers(2, 60)))) - timedelta(days=2)
    considered = max(considered, spell.added)
    if considered > known or (spell.removed is not None and considered > spell.removed):
        return None
    row: Row = {"spell_ref": spell.ref, "route": "NRM", "considered": "Y", "considered_date": considered}
    if referred is None or referred > known:
        waits = (referred or date.min) > known or rng.random() < 0.06
        return row | {"decision": "PENDING" if waits else "NOT_REFERRED",
                      "not_referred_reason": "" if waits else pick(rng, _REASONS)}  # fmt: skip
    return row | _grounds(spell, rng, referred, named, known)


def _grounds(spell: Spell, rng: np.random.Generator, referred: date, named: str, known: date) -> Row:
    """The referral and the two decisions on grounds, as far as they had come."""
    devolved = rng.random() < 0.35
    reasonable = referred + timedelta(days=int(rng.integers(9, 58) if devolved else 2 + rng.exponential(7)))
    positive = pick(rng, {"POSITIVE": 88, "NEGATIVE": 10, "SUSPENDED": 2})
    conclusive = reasonable + timedelta(days=int(31 + rng.gamma(2.2, 95)))
    second = pick(rng, {"POSITIVE": 84, "NEGATIVE": 13, "SUSPENDED": 3})
    first_known, goes_on = reasonable <= known, positive == "POSITIVE"
    second_known = first_known and goes_on and conclusive <= known
    types = named or "CCE"
    return {
        "decision": "REFERRED", "referred_date": referred, "joint_with_police": "Y" if rng.random() < 0.58 else "N",
        "exploitation_types": types, "county_lines": "Y" if "COUNTY_LINES" in types else "N",
        "rg_outcome": positive if first_known else "PENDING", "rg_date": latest(reasonable, known),
        "cg_outcome": second if second_known else "PENDING" if first_known and goes_on else "",
        "cg_date": conclusive if second_known else "", "devolved_panel": "Y" if devolved else "N",
    }  # fmt: skip


def _other(plan: Plan, spell: Spell, rng: np.random.Generator, known: date) -> list[Row]:
    """MAPPA, MARAC and STAGES, where a flag, or age, sex and type ask for them; a few beside."""
    own, child = traits(plan, spell.child), spell.child
    girl = child.sex == "F" and child.age(spell.added) >= 15 and "CSE" in spell.types
    asked = {"MAPPA": own.serious_risk, "MARAC": own.domestic_abuse, "STAGES": girl}
    found: list[Row] = []
    for route, fits in asked.items():
        draws = rng.random(3)
        day = spell.added + timedelta(days=int(rng.integers(1, 75)))
        if draws[0] > (0.8 if fits else 0.01) or day > known or (spell.removed and day > spell.removed):
            continue
        row: Row = {"spell_ref": spell.ref, "route": route, "considered": "Y", "considered_date": day}
        asking = day + timedelta(days=int(rng.integers(0, 21)))
        if draws[1] < 0.56 and asking <= known:
            row |= {"decision": "REFERRED", "referred_date": asking,
                    "joint_with_police": "Y" if draws[2] < 0.4 else "N", "outcome": pick(rng, _OUTCOMES)}  # fmt: skip
        else:
            row |= {"decision": "NOT_REFERRED", "not_referred_reason": pick(rng, _REASONS)}
        found.append(row)
    return found


def _adult(spell: Spell, rng: np.random.Generator, known: date) -> Row | None:
    """The talk with adult social care before the eighteenth birthday: held for most who near it on the list."""
    birthday, share = spell.child.turns_18(), rng.random()
    held = birthday - timedelta(days=int(rng.integers(15, 270)))
    ended = spell.removed or known
    held = max(held, spell.added + timedelta(days=20))
    if share > 0.72 or held > min(ended, known) or held >= birthday:
        return None
    row: Row = {"spell_ref": spell.ref, "route": "ADULT_SOCIAL_CARE", "considered": "Y", "considered_date": held}
    asking = held + timedelta(days=int(rng.integers(5, 50)))
    if rng.random() < 0.6 and asking <= known:
        return row | {"decision": "REFERRED", "referred_date": asking, "outcome": pick(rng, _ADULT_OUTCOMES)}
    return row | {"decision": "NOT_REFERRED", "not_referred_reason": "THRESHOLD_NOT_MET"}
