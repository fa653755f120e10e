"""The National Referral Mechanism and the other pathways, recomputed: decisions, days, what is asked for and done."""

from typing import Any

import pandas as pd
from board_measures import by_then, nrm_referred, so_far
from counted import age, at_month_ends, once
from list_measures import SPELL, latest, open_on_list
from made import World
from practice_measures import Measure

BANK_HOLIDAYS = pd.to_datetime([
    "2024-08-26", "2024-12-25", "2024-12-26", "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26",
    "2025-08-25", "2025-12-25", "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25",
    "2026-08-31", "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31",
])  # fmt: skip
"""Of England, written down from the government's list and not from the library that the product asks."""
DECIDED = ("POSITIVE", "NEGATIVE")


def working_days(after: pd.Timestamp, until: pd.Timestamp) -> int:
    """Working days after the one day, up to and with the other."""
    days = pd.date_range(after + pd.Timedelta("1D"), until)
    return sum(day.weekday() < 5 and day not in BANK_HOLIDAYS for day in days)


def _nrm(world: World) -> pd.DataFrame:
    found = world["pathway"]
    return found[found["route"].eq("NRM")]


@once
def reasonable_grounds_decided(world: World) -> pd.DataFrame:
    """F4: by the day of the decision, on or after the referral."""
    found = _nrm(world)
    found = found[found["rg_outcome"].isin(DECIDED) & (found["rg_date"] >= found["referred_date"])]
    return found.assign(on=found["rg_date"], value=(found["rg_date"] - found["referred_date"]).dt.days)


def reasonable_grounds_in_time(world: World) -> pd.DataFrame:
    """F4: five working days, or 45 days of a local panel."""
    found = reasonable_grounds_decided(world)
    return found.assign(
        numerator=[
            bool(row.value <= 45) if row.devolved_panel is True else working_days(row.referred_date, row.rg_date) <= 5
            for row in found.itertuples()
        ]
    )


def reasonable_grounds_positive(world: World) -> pd.DataFrame:
    """F5: by what came of it so far."""
    found = reasonable_grounds_decided(world)
    found = found[found["rg_outcome"].eq("POSITIVE")]
    return found.assign(cg_outcome=so_far(found, "cg"))


def conclusive_grounds_decided(world: World) -> pd.DataFrame:
    """F5: by the day of the decision, on or after reasonable grounds."""
    found = reasonable_grounds_positive(world)
    found = found[found["cg_outcome"].isin(DECIDED) & (found["cg_date"] >= found["rg_date"])]
    return found.assign(on=found["cg_date"], value=(found["cg_date"] - found["rg_date"]).dt.days)


@once
def conclusive_grounds_pending(world: World) -> pd.DataFrame:
    """F5: reasonable grounds by the day, conclusive grounds not by then; decided on an unknown day is not pending."""
    held = at_month_ends(world, reasonable_grounds_positive(world).drop(columns="on"))
    held = held[held["rg_date"] <= held["on"]]
    waiting = held["cg_outcome"].isin(["PENDING", "SUSPENDED"]) | (held["cg_date"] > held["on"])
    held = held[waiting]
    return held.assign(numerator=(held["on"] - held["rg_date"]).dt.days > 180)


def _recorded_of(name: str) -> Measure:
    """What each referral says under that name."""
    return lambda world: nrm_referred(world).rename(columns={name: "numerator"})


def _one_a_type(rows: pd.DataFrame, types: str) -> pd.DataFrame:
    named = rows.dropna(subset=[types])
    return named.assign(exploitation_type=named[types].str.split("|")).explode("exploitation_type")


def nrm_types_named(world: World) -> pd.DataFrame:
    """F2."""
    return _one_a_type(nrm_referred(world), "exploitation_types")


@once
def _with_types(world: World) -> pd.DataFrame:
    """Children open at each month end with the types that the latest review naming any gives."""
    held = open_on_list(world).reset_index(drop=True)
    return held.assign(types=latest(world, held, "on", "exploitation_types").replace("not_recorded", None))


def exploitation_types_named(world: World) -> pd.DataFrame:
    """B2."""
    return _one_a_type(_with_types(world), "types")


@once
def pathways_asked_for(world: World) -> pd.DataFrame:
    """F6 to F8: by flag, or by sex, age and type; and how far each pathway was by then."""
    held = _with_types(world)
    sexual = held["types"].fillna("").str.split("|").map(lambda types: "CSE" in types)
    asked = {
        "MAPPA": held["serious_risk_flag"].eq(True),
        "MARAC": held["domestic_abuse_flag"].eq(True),
        "STAGES": held["sex"].eq("F") & (age(held["birth_month"], held["on"]) >= 16) & sexual,
    }
    found = pd.concat([held[ask].assign(pathway=route) for route, ask in asked.items()], ignore_index=True)
    known = world["pathway"].drop_duplicates([*SPELL, "route"]).set_index([*SPELL, "route"])
    states = []
    for row in found.itertuples():
        key = (row.la_code, row.spell_ref, row.pathway)
        states.append(_state(world, known.loc[key], row.on) if key in known.index else (False, False, False))
    for nth, name in enumerate(("considered", "referred", "accepted")):
        found[name] = pd.Series([state[nth] for state in states], index=found.index, dtype=object)
    return found


def _state(world: World, row: Any, on: pd.Timestamp) -> tuple[bool | None, bool | None, bool | None]:
    """Whether considered, referred and accepted by the day; whoever is referred was considered."""
    sent = by_then(world, row["referred_date"], on, row["referred"])
    thought = True if sent else by_then(world, row["considered_date"], on, row["considered"])
    if not sent or pd.isna(row["outcome"]):
        return thought, sent, None if sent else sent
    return thought, sent, row["outcome"] == "ACCEPTED"


def _pathway(state: str) -> Measure:
    """The pathways asked for, with how far each was."""
    return lambda world: pathways_asked_for(world).rename(columns={state: "numerator"})


MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        reasonable_grounds_decided, reasonable_grounds_in_time, reasonable_grounds_positive,
        conclusive_grounds_decided, conclusive_grounds_pending, nrm_types_named, exploitation_types_named,
        pathways_asked_for,
    )
} | {
    "days_to_reasonable_grounds": reasonable_grounds_decided, "days_to_conclusive_grounds": conclusive_grounds_decided,
    "conclusive_grounds_pending_over_180_days": conclusive_grounds_pending,
    "nrm_county_lines": _recorded_of("county_lines"), "nrm_referred_with_police": _recorded_of("joint_with_police"),
} | {f"pathway_{state}": _pathway(state) for state in ("considered", "referred", "accepted")}  # fmt: skip
