"""Audits, actions, meetings and supply, recomputed from the definitions."""

from collections.abc import Callable
from itertools import product

import pandas as pd
from counted import at_month_ends, once, recorded
from made import World

from data_contracts.areas import LA_CODES

Measure = Callable[..., pd.DataFrame]


def audits_completed(world: World) -> pd.DataFrame:
    """J1, J2."""
    found = world["audit"]
    return found.assign(on=found["audit_date"], grade=recorded(found["grade"]), audit_theme=recorded(found["theme"]))


def audit_good_or_better(world: World) -> pd.DataFrame:
    """J2: an audit without a grade is not recorded."""
    found = audits_completed(world)
    good = [None if g == "not_recorded" else g in ("OUTSTANDING", "GOOD") for g in found["grade"]]
    return found.assign(numerator=pd.Series(good, index=found.index, dtype=object))


def audits_planned(world: World) -> pd.DataFrame:
    """J1: as many rows as the plan says, on the quarter's last day."""
    plan = world["audit_plan"]
    found = plan.loc[plan.index.repeat(plan["planned_n"].astype(int))]
    return found.assign(on=found["quarter_start"] + pd.offsets.QuarterEnd())


def audit_sessions_held(world: World) -> pd.DataFrame:
    """J1."""
    found = world["meeting"]
    found = found[found["meeting_type"].eq("AUDIT_SESSION") & found["held_date"].notna()]
    return found.assign(on=found["held_date"])


def audit_actions(world: World, *origins: str) -> pd.DataFrame:
    """Actions out of audits (or of the origins named) that were not cancelled."""
    found = world["action"]
    found = found[found["origin"].isin(origins or ("AUDIT",)) & found["status"].ne("CANCELLED")]
    return found.assign(agency=recorded(found["owner_org"]), theme=recorded(found["theme"]))


def audit_actions_raised(world: World, *origins: str) -> pd.DataFrame:
    """J5."""
    found = audit_actions(world, *origins)
    return found.assign(on=found["raised_date"])


def audit_actions_due(world: World, *origins: str) -> pd.DataFrame:
    """J5."""
    found = audit_actions(world, *origins).dropna(subset=["due_date"])
    return found.assign(on=found["due_date"])


def audit_actions_on_time(world: World, *origins: str) -> pd.DataFrame:
    """J5: done without a date is not recorded."""
    found = audit_actions_due(world, *origins)
    done = [
        bool(row.completed_date <= row.due_date)
        if pd.notna(row.completed_date)
        else None
        if row.status == "DONE"
        else False
        for row in found.itertuples()
    ]
    return found.assign(numerator=pd.Series(done, index=found.index, dtype=object))


@once
def audit_actions_overdue(world: World, *origins: str) -> pd.DataFrame:
    """J5: past due and not completed at the end of the period; done without a date is never overdue."""
    held = at_month_ends(world, audit_actions(world, *origins).dropna(subset=["due_date"]))
    late = (held["due_date"] < held["on"]) & (held["raised_date"] <= held["on"])
    open_then = (held["completed_date"] > held["on"]) | (held["completed_date"].isna() & held["status"].ne("DONE"))
    return held[late & open_then]


def _files(world: World) -> pd.DataFrame:
    found = world["load_file"]
    return found[found["status"].eq("loaded")]


@once
def extracts_expected(world: World) -> pd.DataFrame:
    """M3: per authority, extract and month since the first file; where quarterly, in the quarter's last month."""
    came = list(_files(world)[["la_code", "extract", "period_from", "period_to"]].itertuples(index=False, name=None))
    rows, begun = [], min((first for _, _, first, _ in came), default=pd.Timestamp.max)
    for la, (extract, every) in product(LA_CODES, world["expected_extract"].itertuples(index=False, name=None)):
        for period in [p for p in world.periods if p.kind == every]:
            start, end = pd.Timestamp(period.start), pd.Timestamp(period.end)
            if end < begun:
                continue
            covers = any((la, extract) == (a, b) and first <= start and last >= end for a, b, first, last in came)
            rows.append({"la_code": la, "on": end, "numerator": covers})
    return pd.DataFrame(rows, columns=["la_code", "on", "numerator"])


@once
def rows_checked(world: World) -> pd.DataFrame:
    """M2: each row read, in the last month of its file's window, and whether it broke a rule."""
    broken = set(world["problem"][["file_id", "row_number"]].itertuples(index=False, name=None))
    rows = []
    for file in _files(world).itertuples():
        failing = sum(1 for file_id, _ in broken if file_id == file.file_id)
        for n in range(int(file.rows_read)):
            rows.append({"la_code": file.la_code, "on": file.period_to, "numerator": n < failing})
    return pd.DataFrame(rows, columns=["la_code", "on", "numerator"])


def meetings_planned(world: World) -> pd.DataFrame:
    """K1: planned, and held on that day or another."""
    found = world["meeting"]
    found = found[found["planned_date"].notna()]
    return found.assign(
        on=found["planned_date"], meeting_type=recorded(found["meeting_type"]), numerator=found["held_date"].notna()
    )


def _strategic(world: World) -> pd.DataFrame:
    found = world["meeting"]
    return found[found["meeting_type"].eq("STRATEGIC") & found["held_date"].notna()]


def strategic_meetings_held(world: World) -> pd.DataFrame:
    """K2's denominator."""
    found = _strategic(world)
    return found.assign(on=found["held_date"])


def minutes_due(world: World) -> pd.DataFrame:
    """K6: the fourteenth day after, and whether the minutes went out by then."""
    found = _strategic(world)
    due = found["held_date"] + pd.Timedelta("14D")
    return found.assign(on=due, numerator=found["minutes_sent_date"] <= due)


def _of_strategy(measure: Measure) -> Measure:
    """The measure of audit actions for the actions of the strategic group and the challenges that it made."""
    return lambda world: measure(world, "STRATEGIC", "CHALLENGE")


STRATEGIC = {
    "strategic_actions_raised": audit_actions_raised, "strategic_actions_due": audit_actions_due,
    "strategic_actions_on_time": audit_actions_on_time, "strategic_actions_overdue": audit_actions_overdue,
}  # fmt: skip
MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        audits_completed, audit_good_or_better, audits_planned, audit_sessions_held, audit_actions_raised,
        audit_actions_due, audit_actions_on_time, audit_actions_overdue, extracts_expected, rows_checked,
    )
} | {
    "extracts_received": extracts_expected, "rows_failing": rows_checked, "meetings_planned": meetings_planned,
    "meetings_planned_held": meetings_planned, "strategic_meetings_held": strategic_meetings_held,
    "minutes_due": minutes_due, "minutes_on_time": minutes_due,
} | {name: _of_strategy(measure) for name, measure in STRATEGIC.items()}  # fmt: skip
