"""The ten questions in pandas, over the same tables: members, then periods, authorities and splits."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

Frames = dict[str, pd.DataFrame]
KEY = ["la_code", "child_ref"]
DAY = pd.Timedelta("1D")


def rolled(members: pd.DataFrame, tables: dict[str, list[list[str]]], time: str, kinds: tuple[str, ...]) -> int:
    """Cells of every table by period, authority and all of them together; how many there are.

    Splits that the members here do not carry are left out, in favour of pandas.
    """
    on, cells = members["on"].dt.to_period("M"), 0
    what = {"n": ("la_code", "size")} | {
        c: (c, f) for c, f in (("numerator", "sum"), ("value", "median")) if c in members
    }
    for kind in kinds:
        mine = members.assign(
            period={"month": on, "quarter": on.dt.asfreq("Q-MAR"), "year": on.dt.asfreq("Y-MAR")}[kind]
        )
        if time == "stock":
            mine = mine[mine["on"].dt.normalize() == mine["period"].dt.end_time.dt.normalize()]
        for names in [[], *(t for t in tables.get(kind, []) if set(t) <= set(members))]:
            for area in (["la_code"], []):
                cells += len(mine.groupby(["period", *area, *names], dropna=False, observed=True).agg(**what))
    return cells


def whole_months(members: pd.DataFrame, as_at: pd.Timestamp, years: int) -> list[float]:
    """Members over the months of these years up to `as_at`, those with a true numerator, the newest month's median."""
    if "kind" in members:
        members = members[members["kind"].eq("month")]
    mine = members[members["on"].between(as_at - pd.DateOffset(years=years) + DAY, as_at + DAY - pd.Timedelta("1us"))]
    newest = mine[mine["on"].dt.to_period("M").eq(as_at.to_period("M"))]
    yes = mine["numerator"].fillna(False).astype(bool).sum() if "numerator" in mine else 0
    return [len(mine), int(yes), float(newest["value"].median()) if "value" in mine else 0.0]


def _missing(f: Frames) -> pd.DataFrame:
    found = f["missing_episode"]
    return found[found["episode_type"].eq("M")].assign(on=lambda e: e["start_at"])


def _due(f: Frames) -> pd.DataFrame:
    found = _missing(f).dropna(subset="end_at")
    held = f["return_interview_episode"].merge(f["return_interview"], on=["la_code", "rhi_ref"])
    found = found.merge(held, on=["la_code", "episode_ref"], how="left")
    gap = found["completed_at"] - found["end_at"]
    days = found["completed_at"].dt.normalize() - found["end_at"].dt.normalize()
    timed = found["time_known"] & found["completed_time_known"].fillna(False).astype(bool)
    in_time = (gap <= pd.Timedelta("72h")).where(timed, days <= 2 * DAY)
    held = found["completed_at"].dt.normalize() <= f["as_at"]
    return found.assign(on=found["end_at"].dt.normalize() + 3 * DAY, numerator=in_time & held)


def _held(f: Frames) -> pd.DataFrame:
    """Spells at each month end, with the rating then in force."""
    spells = f["vemt_spell"].merge(f["child"], on=KEY, how="left")
    ends = pd.date_range(spells["added_date"].min(), f["as_at"], freq="ME")
    first = ends.searchsorted(spells["added_date"])
    last = ends.searchsorted(spells["removed_date"].fillna(f["as_at"] + DAY))
    times = np.maximum(last - first, 0)
    held = spells.loc[spells.index.repeat(times)].reset_index(drop=True)
    nth = np.arange(len(held)) - np.repeat(np.cumsum(times) - times, times)
    held["on"] = ends[np.repeat(first, times) + nth]
    held = held.sort_values(["on", "added_date"]).drop_duplicates([*KEY, "on"], keep="last")
    rated = f["vemt_review"].sort_values("review_date")
    by = ["la_code", "spell_ref"]
    return pd.merge_asof(
        held, rated[[*by, "review_date", "risk", "category"]], left_on="on", right_on="review_date", by=by
    )


def _often(f: Frames) -> pd.DataFrame:
    """Children with three episodes in the 90 days up to a month end."""
    found = _missing(f)[[*KEY, "on"]]
    day = found["on"].dt.normalize()
    ends = [found.assign(on=(day + pd.offsets.MonthEnd(0)).dt.to_period("M").add(i).dt.end_time.dt.normalize(), day=day)
            for i in range(4)]  # fmt: skip
    near = pd.concat(ends)
    near = near[((near["on"] - near["day"]) < 90 * DAY) & (near["on"] <= f["as_at"])]
    tally = near.groupby([*KEY, "on"], as_index=False).size()
    return tally[tally["size"] >= 3]


def _pairs(f: Frames) -> pd.DataFrame:
    rated = f["vemt_review"].sort_values(["la_code", "spell_ref", "review_date"])
    rated["risk_before"] = rated.groupby(["la_code", "spell_ref"])["risk"].shift()
    rated = rated.dropna(subset="risk_before").assign(on=lambda r: r["review_date"])
    order = {"LOW": 1, "MEDIUM": 2, "HIGH": 3, "VERY_HIGH": 4}
    step = rated["risk"].map(order) - rated["risk_before"].map(order)
    return rated.assign(movement=np.select([step < 0, step > 0], ["REDUCED", "INCREASED"], "SAME"))


def _children(f: Frames) -> pd.DataFrame:
    found = _missing(f).sort_values("on")
    kinds = {"month": "M", "quarter": "Q-MAR", "year": "Y-MAR"}
    parts = [found.assign(kind=kind, period=found["on"].dt.to_period(p)).drop_duplicates([*KEY, "period"], keep="last")
             for kind, p in kinds.items()]  # fmt: skip
    return pd.concat(parts)


def _added(f: Frames) -> pd.DataFrame:
    spells = f["vemt_spell"]
    gone = spells.dropna(subset="removed_date")[[*KEY, "removed_date"]].sort_values("removed_date")
    found = pd.merge_asof(spells.sort_values("added_date"), gone.rename(columns={"removed_date": "left_on"}),
                          left_on="added_date", right_on="left_on", by=KEY)  # fmt: skip
    return found.assign(
        on=found["added_date"], numerator=found["added_date"] <= found["left_on"] + pd.DateOffset(months=12)
    )


def _reviewed(f: Frames) -> pd.DataFrame:
    held = _held(f)
    held = held[held["on"] - held["added_date"] >= 31 * DAY]
    return held.assign(numerator=held["on"] - held["review_date"] <= 31 * DAY)


QUESTIONS: dict[str, Callable[[Frames], Any]] = {
    "missing_episodes": _missing,
    "return_interview_within_72h": _due,
    "open_on_list": _held,
    "children_often_missing": _often,
    "risk_reviews_compared": _pairs,
    "days_on_list": lambda f: _held(f).assign(value=lambda h: (h["on"] - h["added_date"]).dt.days),
    "missing_duration": lambda f: _missing(f).dropna(subset="end_at").query("time_known").assign(
        on=lambda e: e["end_at"], value=lambda e: (e["end_at"] - e["start_at"]).dt.total_seconds() / 3600),
    "readded_within_12_months": _added,
    "review_current": _reviewed,
    "children_missing": _children,
}  # fmt: skip
