"""Near 18 and after, recomputed: who turned 18, talks with adult services, care leavers; leads and mapped children."""

from typing import Any

import pandas as pd
from board_measures import by_then
from counted import once, recorded
from done_measures import open_aged_17
from list_measures import CHILD, SPELL, open_on_list, times_on_list
from made import World
from practice_measures import Measure

AFTER = pd.Timedelta("90D")
NUMBERS = ("peers_n", "places_n", "perpetrators_n")


def _old(world: World, held: pd.DataFrame) -> pd.Series:
    """Twelve months before the figures or earlier: what is held as it is now says nothing of them."""
    return held["on"] <= pd.Timestamp(world.as_at) - pd.DateOffset(months=12)


@once
def turned_18(world: World) -> pd.DataFrame:
    """H2, H3: on the list on the birthday, or left it alive in the ninety days before; a young person once."""
    found = times_on_list(world).dropna(subset=["birth_month"])
    found["on"] = found["birth_month"] + pd.DateOffset(years=18)
    left = found["removed_date"].isna() | (found["removed_date"] >= found["on"] - AFTER)
    died = found["removal_reason"].eq("DIED") & (found["removed_date"] <= found["on"])
    here = (found["added_date"] <= found["on"]) & left & ~died
    known, rows = _adult_services(world), []
    for (la, child), spells in found.groupby(CHILD):
        if here[spells.index].any():
            of = {"la_code": la, "child_ref": child, "on": spells["on"].iloc[0]}
            rows.append(of | _discussed(known, spells))
    return pd.DataFrame(rows, columns=[*CHILD, "on", "outcome", "numerator", "value"])


def _adult_services(world: World) -> pd.DataFrame:
    found = world["pathway"]
    return found[found["route"].eq("ADULT_SOCIAL_CARE")]


def _discussed(known: pd.DataFrame, spells: pd.DataFrame) -> dict[str, Any]:
    """What the records about the young person say of a talk before the birthday, and what came of it."""
    birthday = spells["on"].iloc[0]
    mine = known.merge(spells[[*SPELL, "added_date"]], on=SPELL).sort_values(["added_date", "spell_ref"])
    talks = mine["considered_date"].dropna()
    before = talks[talks < birthday]
    undated = mine["considered"].eq(True) & mine["considered_date"].isna()
    said = True if len(before) else None if undated.any() else False
    outcomes = mine["outcome"].dropna()
    return {
        "outcome": outcomes.iloc[-1] if len(outcomes) else "not_recorded",
        "numerator": said,
        "value": (birthday - before.min()).days if len(before) else None,
    }


def turned_18_discussed(world: World) -> pd.DataFrame:
    """H2: of them, those with a dated talk before the birthday, and the days from the first talk."""
    found = turned_18(world)
    return found[found["value"].notna()]


def care_leavers_17(world: World) -> pd.DataFrame:
    """H4: care leavers of 17 or more, and whether an adviser is recorded, as it is held now."""
    held = open_aged_17(world)
    held = held[held["care_status"].eq("CARE_LEAVER")]
    return held.assign(numerator=held["personal_adviser"].astype(object).mask(_old(world, held), None))


@once
def children_mapped(world: World) -> pd.DataFrame:
    """D9: mapped by then, with all three numbers."""
    held = open_on_list(world)
    rows = zip(held["case_mapping_date"], held["on"], held["case_mapping"], strict=True)
    done = [by_then(world, day, on, said) is True for day, on, said in rows]
    held = held[done].dropna(subset=list(NUMBERS))
    return held.assign(numerator=(held[list(NUMBERS)] > 0).all(axis=1))


def _number(name: str) -> Measure:
    """The number of that name on each map."""
    return lambda world: children_mapped(world).rename(columns={name: "value"})


def open_at_end(world: World, table: str, what: list[str]) -> pd.DataFrame:
    """Rows of a table beside each child open at a month end, by the time on the list."""
    held = open_on_list(world).reset_index(drop=True).reset_index(names="place")
    return held[["place", *SPELL, "on"]].merge(world[table][[*SPELL, *what]], on=SPELL)


@once
def lead_professionals(world: World) -> pd.DataFrame:
    """D6: a dated allocation that held on the day; the organisation of the one that began last."""
    rows = open_at_end(world, "lead_professional", ["agency", "start_date", "end_date"])
    rows = rows[(rows["start_date"] <= rows["on"]) & ~(rows["end_date"] <= rows["on"])]
    rows = rows.sort_values("start_date").drop_duplicates("place", keep="last")
    return rows.assign(lead_agency=recorded(rows["agency"]))


def lead_professional_allocated(world: World) -> pd.DataFrame:
    """D6: a dated one that held; else an answer without a date, of the newest month only."""
    held = open_on_list(world).reset_index(drop=True)
    dated = set(lead_professionals(world)["place"])
    rows = open_at_end(world, "lead_professional", ["allocated", "start_date"])
    undated = rows[rows["start_date"].isna()].groupby("place")["allocated"].agg(lambda said: said.eq(True).any())
    newest = held["on"].eq(max(world.month_ends))
    known = [
        True if place in dated else (bool(undated[place]) if new else None) if place in undated else False
        for place, new in newest.items()
    ]
    return held.assign(numerator=pd.Series(known, index=held.index, dtype=object))


MEASURES: dict[str, Measure] = {
    f.__name__: f
    for f in (
        turned_18, turned_18_discussed, care_leavers_17, children_mapped, lead_professionals,
        lead_professional_allocated,
    )
} | {
    "adult_discussion_before_18": turned_18, "adult_discussion_lead_days": turned_18_discussed,
    "personal_adviser_recorded": care_leavers_17, "mapping_complete": children_mapped,
    "peers_mapped": _number("peers_n"), "places_mapped": _number("places_n"),
    "perpetrators_mapped": _number("perpetrators_n"),
}  # fmt: skip
