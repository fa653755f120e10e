"""Letters, forms, screening tools and the host area, recomputed."""

import pandas as pd
from board_measures import by_then, open_out_of_area
from counted import once
from done_measures import told_on_adding, told_on_removal
from list_measures import CHILD, SPELL, added_to_list, times_on_list
from made import World
from practice_measures import Measure

FAMILY = ("YOUNG_PERSON", "PARENT_CARER")


@once
def all_told(world: World) -> pd.DataFrame:
    """E7: one for each addition or removal with a letter due; one letter missing is enough for a no."""
    due = pd.concat(
        [told_on_adding(world).assign(event="ADDED"), told_on_removal(world).assign(event="REMOVED")],
        ignore_index=True,
    )
    rows = []
    for (la, spell, event), letters in due.groupby([*SPELL, "event"]):
        known = list(letters["numerator"])
        told = False if any(k is False for k in known) else True if all(k is True for k in known) else None
        rows.append({"la_code": la, "spell_ref": spell, "event": event, "on": letters["on"].iloc[0], "numerator": told})
    return pd.DataFrame(rows, columns=["la_code", "spell_ref", "event", "on", "numerator"])


@once
def letters_sent(world: World) -> pd.DataFrame:
    """E8: of the letters due, those sent and dated; the days from the decision."""
    decided = {"added_date": told_on_adding(world), "removed_date": told_on_removal(world)}
    due = pd.concat([found.assign(decided=found[day]) for day, found in decided.items()], ignore_index=True)
    found = due[due["numerator"].eq(True) & due["sent_date"].notna()]
    return found.assign(value=(found["sent_date"] - found["decided"]).dt.days, on=found["sent_date"])


def letters_to_family(world: World) -> pd.DataFrame:
    """E8: to the young person and a parent or carer, and whether by hand."""
    found = letters_sent(world)
    found = found[found["recipient"].isin(FAMILY)]
    by_hand = [None if pd.isna(method) else method == "HAND" for method in found["method"]]
    return found.assign(numerator=pd.Series(by_hand, index=found.index, dtype=object))


def progress_letters(world: World) -> pd.DataFrame:
    """D11."""
    found = world["notification"]
    found = found[found["event"].eq("PROGRESS") & found["sent"].eq(True) & found["method"].ne("NOT_SENT_AGREED")]
    return found.assign(on=found["sent_date"])


def host_area_told(world: World) -> pd.DataFrame:
    """E9: told by the day; nothing recorded is not told."""
    held = open_out_of_area(world).reset_index(drop=True)
    told = world["notification"]
    told = told[told["event"].eq("HOST_AREA") & told["method"].ne("NOT_SENT_AGREED")]
    pairs = held.reset_index(names="place")[["place", *SPELL, "on"]].merge(told, on=SPELL)
    known: dict[int, list[bool | None]] = {}
    for row in pairs.itertuples():
        known.setdefault(row.place, []).append(by_then(world, row.sent_date, row.on, row.sent))
    answers = [_any(known.get(place, [])) for place in held.index]
    return held.assign(numerator=pd.Series(answers, index=held.index, dtype=object))


def _any(known: list[bool | None]) -> bool | None:
    return True if True in known else None if None in known else False


def added_with_form(world: World) -> pd.DataFrame:
    """D5: a form dated on or after the day of being added, and the days to it."""
    added = added_to_list(world)
    added = added[added["how_safe_date"] >= added["added_date"]]
    return added.assign(value=(added["how_safe_date"] - added["added_date"]).dt.days)


def screening_tools_completed(world: World) -> pd.DataFrame:
    """D3: by the tool's date, on the list or not."""
    found = world["vemt_spell"].dropna(subset=["screening_tool_date"])
    return found.assign(on=found["screening_tool_date"])


def _done_with(whom: str) -> Measure:
    """Whether each tool was done with the child or the parent."""
    return lambda world: screening_tools_completed(world).rename(columns={f"tool_with_{whom}": "numerator"})


RECORDS = {
    "birth_month": "child", "sex": "child", "ethnicity": "child", "care_status": "child",
    "referral_source": "vemt_spell", "removal_reason": "removed", "category": "vemt_review", "risk": "vemt_review",
    "missing_from": "missing_episode", "police_risk": "missing_episode", "source": "missing_episode",
}  # fmt: skip
"""Detail -> the record that should have it."""


@once
def details_expected(world: World) -> pd.DataFrame:
    """M1: each detail of each time on the list, removal, review and missing episode, and whether it is filled in."""
    spells = (
        times_on_list(world)
        .drop(columns=["ethnicity"])
        .merge(world["child"][[*CHILD, "ethnicity"]], on=CHILD, how="left")
    )
    episodes = world["missing_episode"]
    episodes = episodes[episodes["episode_type"].eq("M")]
    of = {
        "child": spells.assign(on=spells["added_date"]),
        "vemt_spell": spells.assign(on=spells["added_date"]),
        "removed": spells.dropna(subset=["removed_date"]).assign(on=lambda r: r["removed_date"]),
        "vemt_review": world["vemt_review"].assign(on=lambda r: r["review_date"]),
        "missing_episode": episodes.assign(on=episodes["start_at"].dt.normalize()),
    }
    parts = [
        of[record][["la_code", "on"]].assign(record_field=field, numerator=of[record][field].notna())
        for field, record in RECORDS.items()
    ]
    return pd.concat(parts, ignore_index=True)


MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        all_told, letters_sent, letters_to_family, progress_letters, host_area_told, added_with_form,
        screening_tools_completed, details_expected,
    )
} | {
    "decisions_to_tell": all_told, "days_to_tell": letters_sent, "letters_by_hand": letters_to_family,
    "days_to_first_form": added_with_form, "screening_tool_with_child": _done_with("child"),
    "screening_tool_with_parent": _done_with("parent"), "details_filled": details_expected,
}  # fmt: skip
