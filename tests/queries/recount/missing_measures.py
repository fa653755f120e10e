"""Missing episodes and return interviews, recomputed from the definitions."""

import pandas as pd
from counted import by_period, once, recorded
from list_measures import profiled
from made import World

CHILD = ["la_code", "child_ref"]
DAY = pd.Timedelta("1D")


def episodes(world: World, kind: str = "M") -> pd.DataFrame:
    """Episodes of the kind, with the splits that their own record carries."""
    found = world["missing_episode"]
    found = found[found["episode_type"] == kind].copy()
    for split in ("police_risk", "missing_from", "age_band", "sex"):
        found[split] = recorded(found[split])
    return found


def missing_episodes(world: World) -> pd.DataFrame:
    """G2."""
    found = episodes(world)
    return found.assign(on=found["start_at"].dt.normalize())


@once
def children_missing(world: World) -> pd.DataFrame:
    """G1: a child once in each period, split as at the last episode in it."""
    known = world["child"][[*CHILD, "ethnicity", "disability", "ehc_plan", "uasc"]]
    found = profiled(by_period(world, episodes(world).merge(known, on=CHILD, how="left"), "start_at"))
    found = found.sort_values("start_at")
    keys = [*CHILD, "kind", "start"]
    found["episodes"] = found.groupby(keys)["episode_ref"].transform("size")
    return found.drop_duplicates(keys, keep="last")


def repeat_missing(world: World) -> pd.DataFrame:
    """G5."""
    found = children_missing(world)
    return found.assign(numerator=found["episodes"] >= 2)


def missing_episodes_ended(world: World) -> pd.DataFrame:
    """G7: both clock times known."""
    found = episodes(world)
    found = found[found["end_at"].notna() & found["time_known"].eq(True)]
    hours = (found["end_at"] - found["start_at"]) / pd.Timedelta("1h")
    edges = [-1, 6, 24, 72, 168, 10**6]
    bands = pd.cut(hours, edges, right=False, labels=["UNDER_6H", "6_TO_24H", "24_TO_72H", "3_TO_7D", "OVER_7D"])
    return found.assign(on=found["end_at"].dt.normalize(), value=hours, duration=bands.astype(object))


@once
def _interviews(world: World) -> pd.DataFrame:
    """Each missing episode that ended beside each interview that covers it; one row with none where there is none."""
    found = episodes(world)
    found = found[found["end_at"].notna()]
    covers = world["return_interview_episode"].merge(world["return_interview"], on=["la_code", "rhi_ref"])
    joined = found.merge(covers, on=["la_code", "episode_ref"], how="left")
    held = joined["completed_at"].dt.normalize()
    joined["held"] = (held >= joined["end_at"].dt.normalize()) & (held <= pd.Timestamp(world.as_at))
    return joined


def _within(row: pd.Series) -> bool | None:
    """Whether an interview was held within 72 hours; None where dates alone cannot tell."""
    if not row["held"]:
        return False
    if row["time_known"] is True and row["completed_time_known"] is True:
        return row["completed_at"] - row["end_at"] <= 3 * DAY
    days = (row["completed_at"].normalize() - row["end_at"].normalize()).days
    return True if days <= 2 else None if days == 3 else False


@once
def return_interviews_due(world: World) -> pd.DataFrame:
    """G14: the 72 hours ran out in the period; left out are those aged 18, and for that or another placement's reason
    not offered one, unless one was held."""
    joined = _interviews(world)
    joined["unknown"] = joined["offered"].eq("U") | joined["accepted"].eq("U")
    joined["away"] = joined["not_offered_reason"].isin(["AGED_18", "PLACED_ELSEWHERE"])
    joined["within"] = [_within(row) for _, row in joined.iterrows()]
    rows = []
    for _, group in joined.groupby(["la_code", "episode_ref"]):
        first, held = group.iloc[0], group["held"].any()
        if first["age_band"] == "18+" or (group["away"].any() and not held):
            continue
        withins = list(group["within"])
        unknown = group["unknown"].any() and not held
        until = (first["end_at"] + 3 * DAY).normalize()
        rows.append({
            "la_code": first["la_code"], "episode_ref": first["episode_ref"], "on": until,
            "missing_from": first["missing_from"], "completed": None if unknown else bool(held),
            "within": None if unknown else True if True in withins else None if None in withins else False,
        })  # fmt: skip
    return pd.DataFrame(rows, columns=["la_code", "episode_ref", "on", "missing_from", "completed", "within"])


def return_interview_completed(world: World) -> pd.DataFrame:
    """G14: held at any time up to the date of the figures."""
    return return_interviews_due(world).rename(columns={"completed": "numerator"})


def return_interview_within_72h(world: World) -> pd.DataFrame:
    """G14, the headline."""
    return return_interviews_due(world).rename(columns={"within": "numerator"})


MEASURES = {
    f.__name__: f
    for f in (
        missing_episodes, children_missing, repeat_missing, missing_episodes_ended, return_interviews_due,
        return_interview_completed, return_interview_within_72h,
    )
} | {"missing_duration": missing_episodes_ended}  # fmt: skip
