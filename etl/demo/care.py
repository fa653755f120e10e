"""Made-up extracts about children themselves: who they are, their dated status, placements of those looked after."""

from collections.abc import Iterable
from datetime import date, timedelta

from etl.demo.meetings import Rows
from etl.demo.missing import Episode
from etl.demo.people import Child, Nursery
from etl.demo.plan import PROFILES, Plan, Profile, day_between, pick
from etl.demo.spells import Spell
from etl.demo.traits import Traits, own_rng, traits

LOOKED_AFTER = 1680
"""Children looked after over the four authorities on a day, at the real size."""
_PLACEMENTS = {"FOSTER": 66, "RESIDENTIAL": 13, "PARENTS": 9, "SUPPORTED": 8, "OTHER": 2, "SECURE": 1, "TEMPORARY": 1}
_OF_BASE = {"CARE_RESIDENTIAL": "RESIDENTIAL", "CARE_FOSTER": "FOSTER", "CARE_SUPPORTED": "SUPPORTED"}
_AGES = {"3": 10, "6": 16, "9": 18, "12": 14, "13": 10, "14": 10, "15": 11, "16": 11}


def _first_seen(spells: Iterable[Spell]) -> dict[str, Spell]:
    """Child reference -> the first of the child's times on the list (or referrals)."""
    found: dict[str, Spell] = {}
    for spell in sorted(spells, key=lambda s: (s.referred, s.ref)):
        found.setdefault(spell.child.ref, spell)
    return dict(sorted(found.items()))


def child_rows(plan: Plan, spells: Iterable[Spell], known: date) -> Rows:
    """The extract child: one row per child ever on the list or referred to it, as of a day."""
    rows: Rows = []
    for ref, spell in _first_seen(s for s in spells if s.referred <= known).items():
        child, own = spell.child, traits(plan, spell.child)
        rows.append({
            "child_ref": ref, "birth_month": f"{child.birth:%Y-%m}", "sex": child.sex, "ethnicity": child.ethnicity,
            "care_status": child.care, "disability": own.disability, "ehc_plan": own.ehc_plan, "uasc": own.uasc,
            "lives_out_of_area": "Y" if own.away else "N", "placed_by_la": own.placed_by,
            "personal_adviser": own.adviser,
        })  # fmt: skip
    return rows


def status_rows(plan: Plan, spells: Iterable[Spell], known: date) -> Rows:
    """The extract child_status: for some children one earlier care status, then the one of the list."""
    rows: Rows = []
    for ref, spell in _first_seen(s for s in spells if s.referred <= known).items():
        own = traits(plan, spell.child)
        since = max(spell.referred - timedelta(days=300), spell.child.birth)
        turned = spell.referred + own.settled - timedelta(days=120) if own.before else None
        spans: list[tuple[date, date | None, str]] = [(since, None, spell.child.care)]
        if turned is not None and turned <= known:
            spans = [(since, turned, own.before), (turned, None, spell.child.care)]
        for start, end, care in spans:
            away = own.away and care == spell.child.care
            rows.append({"child_ref": ref, "start_date": start, "end_date": end or "", "care_status": care,
                         "lives_out_of_area": "Y" if away else "N"})  # fmt: skip
    return rows


def care_rows(plan: Plan, profile: Profile, spells: list[Spell], episodes: list[Episode], known: date) -> Rows:
    """The extract care_period: placements of all who are looked after, whether or not they ever go missing."""
    seen: dict[str, tuple[Child, date, date]] = {}
    for spell in spells:
        _widen(seen, spell.child, spell.added, spell.removed or known)
    for episode in episodes:
        _widen(seen, episode.child, episode.start.date(), (episode.end or episode.start).date())
    seen = {ref: s for ref, s in sorted(seen.items()) if s[0].care == "CLA"}
    rows: Rows = []
    for own in seen.values():
        rows += _placements(plan, *own)
    rng = plan.rng(70 + PROFILES.index(profile))
    nursery, left = Nursery(plan, rng, "C"), plan.scale * LOOKED_AFTER * profile.share
    for _ in range(round(left * (0.8 + 0.3 * plan.years))):
        day = day_between(rng, plan.start - timedelta(days=500), known)
        child = nursery.child(profile, day, _AGES)
        rows += _placements(plan, child, day, day + timedelta(days=int(rng.exponential(420))))
    kept = [r for r in rows if isinstance(r["start_date"], date) and r["start_date"] <= known]
    for row in kept:
        if isinstance(row["end_date"], date) and row["end_date"] > known:
            row["end_date"] = ""
    return sorted(kept, key=lambda r: (str(r["child_ref"]), str(r["start_date"])))


def _widen(seen: dict[str, tuple[Child, date, date]], child: Child, first: date, last: date) -> None:
    _, before, after = seen.get(child.ref, (child, first, last))
    seen[child.ref] = (child, min(first, before), max(last, after))


def _placements(plan: Plan, child: Child, first: date, last: date) -> Rows:
    """From some months before `first` to after `last`: one to three placements, one after another."""
    rng, own = own_rng(plan, 66, child.ref), traits(plan, child)
    rows: Rows = []
    start = max(first - timedelta(days=int(rng.integers(30, 400))), child.birth)
    until = min(last + timedelta(days=int(rng.integers(20, 300))), child.turns_18())
    while start < until and len(rows) < 4:
        end = min(start + timedelta(days=int(40 + rng.exponential(340))), until) if len(rows) < 3 else until
        kind = _OF_BASE.get(child.base) if rng.random() < 0.8 else None
        rows.append({"child_ref": child.ref, "start_date": start, "end_date": end,
                     "placement": kind or pick(rng, _PLACEMENTS), **_where(own, float(rng.random()))})  # fmt: skip
        start = end
    return rows


def _where(own: Traits, draw: float) -> dict[str, object]:
    miles = "UNKNOWN" if draw < 0.03 else "20_OR_MORE" if own.far else "UNDER_20"
    return {"in_or_out": "OUT" if own.away else "IN", "miles_band": miles}
