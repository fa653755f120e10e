"""Children in care and missing, records of two sources, interviews declined or not offered, recomputed."""

import pandas as pd
from counted import once, recorded
from made import World
from missing_measures import CHILD, DAY, _interviews, episodes
from more_missing_measures import missing_from_care
from practice_measures import Measure


@once
def _in_placement(world: World) -> pd.DataFrame:
    """Each missing episode beside each placement of the child on the day that it started, the last begun last.

    The day on which a placement ends is still one in it.
    """
    placed = world["care_period"]
    found = episodes(world).merge(placed, on=CHILD)
    day = found["start_at"].dt.normalize()
    found = found[(found["start_date"] <= day) & ~(found["end_date"] < day)]
    return found.sort_values("start_date")


@once
def looked_after_children(world: World) -> pd.DataFrame:
    """G9: in a placement on at least one day of the period, and whether missing from one in it."""
    away = _in_placement(world)
    parts = []
    for period in world.periods:
        start, end = pd.Timestamp(period.start), pd.Timestamp(period.end)
        placed = world["care_period"]
        placed = placed[(placed["start_date"] <= end) & ~(placed["end_date"] <= start)]
        placed = placed.sort_values("start_date").drop_duplicates(CHILD, keep="last")
        gone = away[(away["start_at"] >= start) & (away["start_at"] < end + DAY)]
        keys = set(gone[CHILD].itertuples(index=False, name=None))
        hit = [key in keys for key in placed[CHILD].itertuples(index=False, name=None)]
        parts.append(placed.assign(kind=period.kind, start=period.start, numerator=hit))
    found = pd.concat(parts, ignore_index=True)
    return found.assign(placement=recorded(found["placement"]))


def missing_from_far_placement(world: World) -> pd.DataFrame:
    """G10: the last placement of the day that says a distance; where none does, it is not recorded."""
    last = (
        _in_placement(world).dropna(subset=["over_20_miles"]).drop_duplicates(["la_code", "episode_ref"], keep="last")
    )
    far = last.set_index(["la_code", "episode_ref"])["over_20_miles"].to_dict()
    found = missing_from_care(world)
    known = [far.get(key) for key in found[["la_code", "episode_ref"]].itertuples(index=False, name=None)]
    return found.assign(numerator=pd.Series(known, index=found.index, dtype=object))


@once
def missing_records(world: World) -> pd.DataFrame:
    """Police and authority beside each other: the other's record of the child, a day before or after at most."""
    found = episodes(world)
    day = found["start_at"].dt.normalize()
    every = [*found.assign(day=day)[["la_code", "child_ref", "source", "day"]].itertuples(index=False, name=None)]
    matched = []
    for la, child, source, start in every:
        others = [s for a, c, s, d in every if (a, c) == (la, child) and abs((d - start).days) <= 1]
        matched.append(None if source is None else {"POLICE": "AUTHORITY", "AUTHORITY": "POLICE"}[source] in others)
    numerator = pd.Series(matched, index=found.index, dtype=object)
    return found.assign(on=day, source=recorded(found["source"]), numerator=numerator)


def _of_episodes(world: World, rule: object, reason: str) -> pd.DataFrame:
    """Ended missing episodes for which the rule holds of all that is written about their interviews."""
    rows = []
    for _, group in _interviews(world).groupby(["la_code", "episode_ref"]):
        if rule(group):  # type: ignore[operator]
            until = (group["end_at"].iloc[0] + 3 * DAY).normalize()
            given = sorted(group[reason].dropna())
            row = {"la_code": group["la_code"].iloc[0], "on": until, reason: given[-1] if given else "not_recorded"}
            rows.append(row)
    return pd.DataFrame(rows, columns=["la_code", "on", reason])


def _declined(group: pd.DataFrame) -> bool:
    refused = group["accepted"].eq("N").any() or group["declined_reason"].notna().any()
    taken = group["held"].any() or group["accepted"].eq("Y").any()
    return bool(refused and group["offered"].eq("Y").any() and not taken)


def _not_offered(group: pd.DataFrame) -> bool:
    offered = group["held"].any() or group["accepted"].eq("Y").any() or group["offered"].eq("Y").any()
    return bool(not offered and (group["offered"].eq("N").any() or group["not_offered_reason"].notna().any()))


def return_interviews_declined(world: World) -> pd.DataFrame:
    """G17: offered and declined."""
    return _of_episodes(world, _declined, "declined_reason")


def return_interviews_not_offered(world: World) -> pd.DataFrame:
    """G17: the record says that none was offered."""
    return _of_episodes(world, _not_offered, "not_offered_reason")


MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        looked_after_children,
        missing_from_far_placement,
        missing_records,
        return_interviews_declined,
        return_interviews_not_offered,
    )
} | {"looked_after_missing": looked_after_children, "missing_records_matched": missing_records}
