"""What a board reads besides, recomputed: trafficking and the NRM, who lives elsewhere or is 18, actions, the plan."""

from typing import Any

import pandas as pd
from counted import at_month_ends, once, recorded
from list_measures import CHILD, SPELL, latest, open_on_list
from made import World
from practice_measures import (
    Measure,
    audit_actions_due,
    audit_actions_on_time,
    audit_actions_overdue,
    audit_actions_raised,
)

DAY = pd.Timedelta("1D")


def by_then(world: World, day: Any, on: pd.Timestamp, said: Any) -> bool | None:
    """A date decides where there is one; a "yes" without a date tells of the newest month only."""
    if pd.notna(day):
        return bool(day <= on)
    if said is None or pd.isna(said):
        return None
    return False if not said else True if on == world.month_ends[-1] else None


@once
def trafficking_concern(world: World) -> pd.DataFrame:
    """F1: category T, or trafficking among the types named last; how far the NRM was by then."""
    held = open_on_list(world).reset_index(drop=True)
    named = latest(world, held, "on", "exploitation_types").str.split("|").map(lambda types: "TRAFFICKING" in types)
    held = held[held["category"].eq("T") | named].reset_index(drop=True)
    nrm = world["pathway"]
    nrm = nrm[nrm["route"].eq("NRM")].set_index(SPELL)
    considered, referred = [], []
    for row in held.itertuples():
        if (row.la_code, row.spell_ref) not in nrm.index:
            considered.append(False)
            referred.append(False)
            continue
        found = nrm.loc[(row.la_code, row.spell_ref)]
        sent = by_then(world, found["referred_date"], row.on, found["referred"])
        thought = by_then(world, found["considered_date"], row.on, found["considered"])
        considered.append(True if sent else thought)
        referred.append(sent)
    return held.assign(
        considered=pd.Series(considered, index=held.index, dtype=object),
        referred=pd.Series(referred, index=held.index, dtype=object),
    )


def nrm_considered_where_concern(world: World) -> pd.DataFrame:
    """F1."""
    found = trafficking_concern(world)
    return found.assign(numerator=found["considered"])


def nrm_referred_where_concern(world: World) -> pd.DataFrame:
    """F3."""
    found = trafficking_concern(world)
    return found.assign(numerator=found["referred"])


def trafficking_concern_without_nrm(world: World) -> pd.DataFrame:
    """F1: no consideration recorded by then; a blank is nothing recorded."""
    found = trafficking_concern(world)
    return found[[known is not True for known in found["considered"]]]


def nrm_referred(world: World) -> pd.DataFrame:
    """F2: on the day of the referral; without a decision on reasonable grounds it is pending."""
    found = world["pathway"]
    found = found[found["route"].eq("NRM") & found["referred_date"].notna()]
    return found.assign(on=found["referred_date"], rg_outcome=so_far(found, "rg"))


def so_far(found: pd.DataFrame, grounds: str) -> pd.Series:
    """What was decided: pending where nothing is written; not recorded where there is a date alone."""
    said = found[f"{grounds}_outcome"]
    return recorded(said.mask(said.isna() & found[f"{grounds}_date"].isna(), "PENDING"))


@once
def open_out_of_area(world: World) -> pd.DataFrame:
    """Where the child lived that day, if dated; else as it is now, for the last twelve months."""
    held = open_on_list(world).reset_index(drop=True)
    told = world["child_status"].dropna(subset=["lives_out_of_area"])
    told = told[[*CHILD, "start_date", "end_date", "lives_out_of_area"]]
    pairs = held.reset_index(names="place")[["place", *CHILD, "on"]].merge(told, on=CHILD)
    pairs = pairs[(pairs["start_date"] <= pairs["on"]) & ~(pairs["end_date"] <= pairs["on"])]
    dated = pairs.drop_duplicates("place").set_index("place")["lives_out_of_area"].reindex(held.index)
    recent = held["on"] > pd.Timestamp(world.as_at) - pd.DateOffset(months=12)
    now = held["lives_out_of_area"].eq(True) & recent
    return held[dated.eq(True) | (dated.isna() & now)]


def open_over_18(world: World) -> pd.DataFrame:
    """18 whichever day of the birth month is the birthday."""
    held = open_on_list(world).dropna(subset=["birth_month"])
    last_birthday = held["birth_month"] + pd.DateOffset(years=18) + pd.offsets.MonthEnd()
    return held[last_birthday <= held["on"]]


def vpg_days_overdue(world: World) -> pd.DataFrame:
    """K5: the days past due of the actions that are overdue."""
    held = audit_actions_overdue(world, "VPG")
    return held.assign(value=(held["on"] - held["due_date"]).dt.days)


@once
def plan_lines(world: World) -> pd.DataFrame:
    """M1: each line at each month end; late and not done is overdue, and before its last update nothing is known."""
    held = at_month_ends(world, world["plan_action"])
    status = recorded(held["status"])
    late = (held["due_date"] < held["on"]) & ~status.isin(["DONE", "not_recorded"])
    status = status.mask(late, "OVERDUE").mask(held["updated_date"] > held["on"], "not_recorded")
    return held.assign(plan_status=status, theme=recorded(held["theme"]), task_group=recorded(held["task_group"]))


def plan_lines_on_track(world: World) -> pd.DataFrame:
    """M1."""
    held = plan_lines(world)
    good = [None if s == "not_recorded" else s in ("ON_TRACK", "DONE") for s in held["plan_status"]]
    return held.assign(numerator=pd.Series(good, index=held.index, dtype=object))


def plan_lines_updated(world: World) -> pd.DataFrame:
    """M1: in the two months up to the day; updated after it, what was before is not known."""
    held = plan_lines(world)
    first = held["on"] + DAY - pd.DateOffset(months=2)
    known = [
        None if updated > on else bool(updated >= start)
        for updated, on, start in zip(held["updated_date"], held["on"], first, strict=True)
    ]
    return held.assign(numerator=pd.Series(known, index=held.index, dtype=object))


def _of_practitioners(measure: Measure) -> Measure:
    """The measure of audit actions for the actions of the practitioners groups."""
    return lambda world: measure(world, "VPG")


PRACTITIONERS = {
    "vpg_actions_raised": audit_actions_raised, "vpg_actions_due": audit_actions_due,
    "vpg_actions_on_time": audit_actions_on_time, "vpg_actions_overdue": audit_actions_overdue,
}  # fmt: skip
MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        trafficking_concern, nrm_considered_where_concern, nrm_referred_where_concern, trafficking_concern_without_nrm,
        nrm_referred, open_out_of_area, open_over_18, vpg_days_overdue, plan_lines, plan_lines_on_track,
        plan_lines_updated,
    )
} | {name: _of_practitioners(measure) for name, measure in PRACTITIONERS.items()}  # fmt: skip
