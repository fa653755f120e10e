"""The list, recomputed from the definitions: who is open, added, removed, how risk moved, how long it takes.

Definitions: the headers' words, `domain.md` section 2 and the rulings; never the select under a header.
"""

import pandas as pd
from counted import age_band, at_month_ends, once, recorded
from made import World

RANK = {"LOW": 1, "MEDIUM": 2, "HIGH": 3, "VERY_HIGH": 4}
GROUPS = {"W": "WHITE", "M": "MIXED", "A": "ASIAN", "C": "ASIAN", "B": "BLACK", "O": "OTHER"}
CHILD = ["la_code", "child_ref"]
SPELL = ["la_code", "spell_ref"]


def profiled(rows: pd.DataFrame) -> pd.DataFrame:
    """What the child's row says of ethnicity, disability, plan and asylum status, as codes (L1)."""
    codes = {name: recorded(rows[name].map({True: "Y", False: "N"})) for name in ("disability", "ehc_plan", "uasc")}
    known = rows["ethnicity"].where(~rows["ethnicity"].isin(["REFU", "NOBT"]))
    group = known.map(lambda code: None if pd.isna(code) else GROUPS[code[0]])
    return rows.assign(**codes, ethnicity=recorded(group))


@once
def times_on_list(world: World) -> pd.DataFrame:
    """Accepted spells of the authority's own children, with what is known of the child."""
    known = world["child"].drop(columns="la_code").assign(la_code=world["child"]["la_code"])
    joined = profiled(world["vemt_spell"].merge(known, on=CHILD, how="left"))
    accepted = joined["decision"].isna() | joined["decision"].eq("ACCEPTED")
    return joined[accepted & joined["added_date"].notna() & joined["placed_by_la"].isna()]


@once
def open_spells(world: World) -> pd.DataFrame:
    """Open on each month end: added on or before it, not removed or removed later."""
    held = at_month_ends(world, times_on_list(world))
    return held[
        (held["added_date"] <= held["on"]) & (held["removed_date"].isna() | (held["removed_date"] > held["on"]))
    ]


def latest(world: World, spells: pd.DataFrame, by: str, what: str) -> pd.Series:
    """The last `what` that a review of the spell gave on or before the day in `by`, in the order of `spells`."""
    given = world["vemt_review"].dropna(subset=[what])[[*SPELL, "review_date", what]]
    keyed = spells.reset_index(names="place")[["place", *SPELL, by]].merge(given, on=SPELL)
    keyed = keyed[keyed["review_date"] <= keyed[by]].sort_values("review_date").drop_duplicates("place", keep="last")
    return recorded(keyed.set_index("place")[what].reindex(spells.index))


def on_list_band(start: pd.Series, end: pd.Series) -> pd.Series:
    """Band of the time on the list; three months from 30 November are over on the last day of February."""
    bands = pd.Series("UNDER_3", index=start.index, dtype=object)
    for months, band in ((3, "3_TO_6"), (6, "6_TO_12"), (12, "OVER_12")):
        bands = bands.mask(start + pd.DateOffset(months=months) <= end, band)
    return bands


def _dated(world: World, held: pd.DataFrame) -> pd.Series:
    """The dated care status of the day, where there is one."""
    dated = world["child_status"].dropna(subset=["care_status"])[[*CHILD, "start_date", "end_date", "care_status"]]
    pairs = held.reset_index(names="place")[["place", *CHILD, "on"]].merge(dated, on=CHILD)
    holds = (pairs["start_date"] <= pairs["on"]) & (pairs["end_date"].isna() | (pairs["end_date"] > pairs["on"]))
    return pairs[holds].drop_duplicates("place").set_index("place")["care_status"].reindex(held.index)


@once
def open_on_list(world: World) -> pd.DataFrame:
    """A1, B1, B3, B4."""
    held = open_spells(world).reset_index(drop=True)
    later = held.sort_values(["added_date", "spell_ref"], ascending=[False, True])
    held = later.drop_duplicates([*CHILD, "on"]).reset_index(drop=True)
    held["category"], held["risk"] = (latest(world, held, "on", what) for what in ("category", "risk"))
    held["time_on_list"] = on_list_band(held["added_date"], held["on"])
    held["age_band"], held["sex"] = age_band(held["birth_month"], held["on"]), recorded(held["sex"])
    old = held["on"] <= pd.Timestamp(world.as_at) - pd.DateOffset(months=12)
    now = recorded(held["care_status"]).mask(old, "not_recorded")
    held["care_status"] = _dated(world, held).fillna(now)
    return held


@once
def added_to_list(world: World) -> pd.DataFrame:
    """A2: the category is the first one recorded for that time on the list."""
    spells = times_on_list(world)
    first = world["vemt_review"].dropna(subset=["category"]).sort_values("review_date").drop_duplicates(SPELL)
    spells = spells.merge(first[[*SPELL, "category"]], on=SPELL, how="left")
    return spells.assign(
        on=spells["added_date"],
        category=recorded(spells["category"]),
        referrer=recorded(spells["referral_source"]),
        age_band=age_band(spells["birth_month"], spells["added_date"]),
        sex=recorded(spells["sex"]),
    )


@once
def removed_from_list(world: World) -> pd.DataFrame:
    """A3: a death is never a reason that is shown."""
    spells = times_on_list(world)
    spells = spells[spells["removed_date"].notna()].reset_index(drop=True)
    return spells.assign(
        on=spells["removed_date"],
        reason=recorded(spells["removal_reason"].replace("DIED", "OTHER")),
        time_on_list=on_list_band(spells["added_date"], spells["removed_date"]),
        risk=latest(world, spells, "removed_date", "risk"),
        age_band=age_band(spells["birth_month"], spells["removed_date"]),
        sex=recorded(spells["sex"]),
    )


@once
def risk_reviews_compared(world: World) -> pd.DataFrame:
    """B5: each rating beside the rating before it in the same time on the list."""
    rated = world["vemt_review"].dropna(subset=["risk"]).sort_values("review_date")
    rated["risk_before"] = rated.groupby(SPELL)["risk"].shift()
    pairs = rated.dropna(subset=["risk_before"])
    step = pairs["risk"].map(RANK) - pairs["risk_before"].map(RANK)
    return pairs.assign(
        on=pairs["review_date"], movement=step.map(lambda s: "REDUCED" if s < 0 else "INCREASED" if s else "SAME")
    )


def risk_reduced(world: World) -> pd.DataFrame:
    """B5, the share in which the later level is lower."""
    pairs = risk_reviews_compared(world)
    return pairs.assign(numerator=pairs["movement"].eq("REDUCED"))


def days_on_list(world: World) -> pd.DataFrame:
    """C1."""
    held = open_on_list(world)
    return held.assign(value=(held["on"] - held["added_date"]).dt.days)


MEASURES = {
    f.__name__: f
    for f in (open_on_list, added_to_list, removed_from_list, risk_reviews_compared, risk_reduced, days_on_list)
}
