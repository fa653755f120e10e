"""Made-up counts of the partnership: disruption, reports, places, persons of interest by month; adults by quarter."""

from datetime import date

import numpy as np

from data_contracts.periods import Period
from data_contracts.vocabularies import ADULT_CONCERN, DISRUPTION_TYPE
from etl.demo.meetings import OWN_CSC, Rows
from etl.demo.plan import AS_AT, PROFILES, TOOL_DATE, Plan, pick
from etl.demo.spells import Spell

_DISRUPTIONS = {"WARNING_NOTICE": 3.2, "ORDER": 0.5, "ARREST": 6.0, "CHARGE": 1.6, "LICENSING_VISIT": 4.4}
"""A month over the four authorities."""
_REPORTS = {"POLICE": 30, "OWN": 24, "EDUCATION": 9, "YOS": 7, "BARNARDOS": 5, "HOUSING": 3, "HDFT": 2}
_PLACES = {"TRANSPORT": 14, "RETAIL": 26, "LICENSED": 8, "PARK": 18, "RESIDENTIAL": 20, "SCHOOL": 4, "ONLINE": 4,
           "HOTEL": 4, "OTHER": 2}  # fmt: skip
_ADULTS = {"MODERN_SLAVERY": 7.0, "SEXUAL_EXPLOITATION": 5.0, "TRANSITION": 6.0}


def disruption_rows(plan: Plan, rng: np.random.Generator) -> Rows:
    """Police disruption: every kind in every month of every authority, noughts too; more since the new tool."""
    return [
        {"la_code": p.authority.code, "month": _month(m), "disruption_type": kind,
         "disruptions_n": int(rng.poisson(_DISRUPTIONS[kind] * p.share * plan.scale * _since(m, 1.3)))}
        for m in plan.months() for p in PROFILES for kind in DISRUPTION_TYPE.codes
    ]  # fmt: skip


def report_rows(plan: Plan, rng: np.random.Generator) -> Rows:
    """Partnership information reports by the organisation that submitted them."""
    return [
        {"la_code": p.authority.code, "month": _month(m), "agency": OWN_CSC[p.slug] if agency == "OWN" else agency,
         "reports_n": int(rng.poisson(many * p.share * plan.scale * _since(m, 1.2)))}
        for m in plan.months() for p in PROFILES for agency, many in _REPORTS.items()
    ]  # fmt: skip


def place_rows(plan: Plan, rng: np.random.Generator) -> Rows:
    """Places to which children were linked: some stay for months, one grows; a made-up reference, never where."""
    rows: Rows = []
    for number, profile in enumerate(PROFILES):
        live: dict[str, tuple[str, Period, float]] = {}
        made = 0
        for month in plan.months():
            live = {ref: place for ref, place in live.items() if rng.random() < 0.86}
            for _ in range(int(rng.poisson(1.9 * profile.share * plan.scale + 0.15))):
                made += 1
                weight = float(1.2 + rng.exponential(1.1))
                live[f"PLC-{number + 1}-{made:04d}"] = (pick(rng, _PLACES), month, weight)
            for ref, (kind, first, weight) in live.items():
                rows.append({
                    "place_ref": ref, "la_code": profile.authority.code, "month": _month(month), "place_type": kind,
                    "linked_children_n": int(rng.poisson(weight)), "first_seen_month": _month(first),
                })  # fmt: skip
    return sorted(rows, key=lambda r: (str(r["month"]), str(r["place_ref"])))


def interest_rows(plan: Plan, rng: np.random.Generator, spells: dict[str, list[Spell]]) -> Rows:
    """Persons of interest, and mapped children who share a link: never more of these than were mapped and open."""
    rows: Rows = []
    listed = {p.slug: int(6 + 46 * p.share * plan.scale) for p in PROFILES}
    for month in plan.months():
        day = min(month.end, AS_AT)
        for profile in PROFILES:
            new = int(rng.poisson(4.2 * profile.share * plan.scale))
            left = int(rng.binomial(listed[profile.slug], 0.075))
            listed[profile.slug] = max(listed[profile.slug] + new - left, new)
            many = listed[profile.slug]
            mapped = sum(_mapped(s, day) for s in spells[profile.slug])
            sharing = int(rng.binomial(mapped, 0.42))
            sharing = 0 if sharing < 2 else sharing
            rows.append({
                "la_code": profile.authority.code, "month": _month(month), "on_list_n": many, "new_n": new,
                "linked_2plus_n": int(rng.binomial(many, 0.24)), "sharing_children_n": sharing,
                "largest_cluster_n": min(sharing, 2 + int(rng.poisson(1.4))) if sharing else 0,
            })  # fmt: skip
    return rows


def adult_rows(plan: Plan, rng: np.random.Generator) -> Rows:
    """Adults with concerns, by whole financial quarter."""
    return [
        {"la_code": p.authority.code, "quarter": q.code, "concern_type": concern,
         "adults_n": int(rng.poisson(_ADULTS[concern] * p.share * plan.scale))}
        for q, first, last in plan.quarters() if (first, last) == (q.start, q.end)
        for p in PROFILES for concern in ADULT_CONCERN.codes
    ]  # fmt: skip


def _mapped(spell: Spell, day: date) -> bool:
    mapped = spell.practice["case_mapping"]
    return spell.open_in(day, day) and mapped is not None and mapped <= day


def _month(month: Period) -> str:
    return f"{month.start:%Y-%m}"


def _since(month: Period, factor: float) -> float:
    return factor if month.start >= TOOL_DATE else 1.0
