"""More of the missing episodes, recomputed: away, open, often missing, on the list, offered, outstanding."""

import pandas as pd
from counted import at_month_ends, by_period, once, recorded
from list_measures import open_on_list, open_spells, times_on_list
from made import World
from missing_measures import CHILD, DAY, _interviews, children_missing, episodes, return_interviews_due

OFTEN, SPAN = 3, 90 * DAY


def away_from_placement(world: World) -> pd.DataFrame:
    """G3: never added to missing."""
    found = episodes(world, "A")
    return found.assign(on=found["start_at"].dt.normalize())


def children_away_from_placement(world: World) -> pd.DataFrame:
    """G3, each child once in a period."""
    return by_period(world, episodes(world, "A"), "start_at").drop_duplicates([*CHILD, "kind", "start"])


def missing_now(world: World) -> pd.DataFrame:
    """G4: begun and not ended at the end of the day, by the hours until then."""
    held = at_month_ends(world, episodes(world))
    over = held["on"] + DAY
    held = held[(held["start_at"] < over) & (held["end_at"].isna() | (held["end_at"] >= over))]
    hours = (held["on"] + DAY - held["start_at"]) / pd.Timedelta("1h")
    edges = [-1, 6, 24, 72, 168, 10**6]
    bands = pd.cut(hours, edges, right=False, labels=["UNDER_6H", "6_TO_24H", "24_TO_72H", "3_TO_7D", "OVER_7D"])
    return held.assign(duration=bands.astype(object))


@once
def _recent(world: World) -> pd.DataFrame:
    """Each missing episode at each month end whose ninety days it started in."""
    held = at_month_ends(world, episodes(world))
    days = held["on"] - held["start_at"].dt.normalize()
    return held[(days >= 0 * DAY) & (days < SPAN)]


@once
def often_missing_not_on_list(world: World) -> pd.DataFrame:
    """G19: children with three or more episodes in ninety days, and whether they are not open that day."""
    often = _recent(world).groupby([*CHILD, "on"]).size().reset_index(name="episodes")
    often = often[often["episodes"] >= OFTEN]
    listed = set(open_spells(world)[[*CHILD, "on"]].itertuples(index=False, name=None))
    return often.assign(numerator=[k not in listed for k in often[[*CHILD, "on"]].itertuples(index=False, name=None)])


def on_list_and_missing(world: World) -> pd.DataFrame:
    """G18: open on the list, with an episode in ninety days."""
    gone = set(_recent(world)[[*CHILD, "on"]].itertuples(index=False, name=None))
    held = open_on_list(world)
    return held.assign(numerator=[k in gone for k in held[[*CHILD, "on"]].itertuples(index=False, name=None)])


def _children_with(world: World, refs: set[tuple[str, str]]) -> pd.DataFrame:
    """The children missing in each period, and whether one of their episodes in it is among `refs`."""
    every = by_period(world, episodes(world), "start_at")
    every["hit"] = [k in refs for k in every[["la_code", "episode_ref"]].itertuples(index=False, name=None)]
    hits = every.groupby([*CHILD, "kind", "start"])["hit"].any().reset_index(name="numerator")
    return children_missing(world).merge(hits, on=[*CHILD, "kind", "start"])


def missing_children_on_list(world: World) -> pd.DataFrame:
    """G18: open on the list at the start of one of the episodes."""
    spells = times_on_list(world)[[*CHILD, "added_date", "removed_date"]]
    found = episodes(world)[[*CHILD, "episode_ref", "start_at"]].merge(spells, on=CHILD)
    day = found["start_at"].dt.normalize()
    found = found[(found["added_date"] <= day) & (found["removed_date"].isna() | (found["removed_date"] > day))]
    return _children_with(world, set(found[["la_code", "episode_ref"]].itertuples(index=False, name=None)))


def missing_children_interviewed(world: World) -> pd.DataFrame:
    """G16: an interview held for one of the episodes."""
    found = _interviews(world)
    found = found[found["held"]]
    return _children_with(world, set(found[["la_code", "episode_ref"]].itertuples(index=False, name=None)))


def missing_from_care(world: World) -> pd.DataFrame:
    """G10: from foster, residential or supported care."""
    found = episodes(world)
    found = found[found["missing_from"].isin(["CARE_FOSTER", "CARE_RESIDENTIAL", "CARE_SUPPORTED"])]
    out = recorded(found["placement_out_of_area"].map({True: "Y", False: "N"}))
    return found.assign(on=found["start_at"].dt.normalize(), out_of_area=out)


def missing_placed_here(world: World) -> pd.DataFrame:
    """G10: of children whom another authority placed here."""
    found = episodes(world)
    found = found[found["placed_by_la"].notna()]
    return found.assign(on=found["start_at"].dt.normalize())


def return_interview_possibly_within_72h(world: World) -> pd.DataFrame:
    """G14: three days count where only dates are held."""
    due = return_interviews_due(world)
    possible = [True if w is None and c is True else w for w, c in zip(due["within"], due["completed"], strict=True)]
    return due.assign(numerator=pd.Series(possible, index=due.index, dtype=object))


def _answers(world: World, rule: object) -> pd.DataFrame:
    """The interviews due with what `rule` makes of the answers about each."""
    due, every = return_interviews_due(world), _interviews(world)
    found = {key: rule(group) for key, group in every.groupby(["la_code", "episode_ref"])}  # type: ignore[operator]
    answers = [found[key] for key in due[["la_code", "episode_ref"]].itertuples(index=False, name=None)]
    return due.assign(numerator=pd.Series(answers, index=due.index, dtype=object))


def _offered(group: pd.DataFrame) -> bool | None:
    if group["held"].any() or group["accepted"].eq("Y").any() or group["offered"].eq("Y").any():
        return True
    return False if group["offered"].eq("N").any() or group["not_offered_reason"].notna().any() else None


def _accepted(group: pd.DataFrame) -> bool | None:
    if group["held"].any() or group["accepted"].eq("Y").any():
        return True
    refused = group["accepted"].eq("N").any() or group["declined_reason"].notna().any()
    return False if refused or _offered(group) is False else None


def return_interview_offered(world: World) -> pd.DataFrame:
    """G11."""
    return _answers(world, _offered)


def return_interview_accepted(world: World) -> pd.DataFrame:
    """G12."""
    return _answers(world, _accepted)


def return_interviews_outstanding(world: World) -> pd.DataFrame:
    """G15: due, not held by then, no refusal, no reason."""
    joined = _interviews(world)
    joined["settled"] = (
        joined["accepted"].eq("N") | joined["declined_reason"].notna() | joined["not_offered_reason"].notna()
    )
    joined["held_on"] = joined["completed_at"].dt.normalize().where(joined["held"])
    ends = joined.groupby(["la_code", "episode_ref"]).agg(settled=("settled", "any"), held_on=("held_on", "min"))
    due = (
        return_interviews_due(world)
        .rename(columns={"on": "due_on"})
        .merge(ends.reset_index(), on=["la_code", "episode_ref"])
    )
    held = at_month_ends(world, due[~due["settled"]])
    return held[(held["due_on"] <= held["on"]) & (held["held_on"].isna() | (held["held_on"] > held["on"]))]


MEASURES = {
    f.__name__: f
    for f in (
        away_from_placement, children_away_from_placement, missing_now, often_missing_not_on_list, on_list_and_missing,
        missing_children_on_list, missing_children_interviewed, missing_from_care, missing_placed_here,
        return_interview_possibly_within_72h, return_interview_offered, return_interview_accepted,
        return_interviews_outstanding,
    )
} | {"children_often_missing": often_missing_not_on_list}  # fmt: skip
