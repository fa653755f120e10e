"""More of the list, recomputed: who comes back, risk at the end, reviews, referrals, discussions.

Months are calendar months; windows and cohorts are as the headers say.
"""

import pandas as pd
from counted import at_month_ends, by_period, once, recorded
from list_measures import CHILD, RANK, SPELL, added_to_list, open_on_list, removed_from_list
from made import World

DAY = pd.Timedelta("1D")
REVIEW_DAYS = 31


@once
def _readded(world: World, months: int) -> pd.DataFrame:
    """A5: the child was removed on that day or in the calendar months before."""
    added = added_to_list(world).reset_index(drop=True)
    left = removed_from_list(world)[[*CHILD, "spell_ref", "removed_date"]]
    pairs = added.reset_index(names="place")[["place", *CHILD, "spell_ref", "added_date"]]
    pairs = pairs.merge(left, on=CHILD, suffixes=("", "_before"))
    back = pairs["added_date"] - pd.DateOffset(months=months)
    hit = pairs["removed_date"].between(back, pairs["added_date"]) & pairs["spell_ref"].ne(pairs["spell_ref_before"])
    return added.assign(numerator=added.index.isin(pairs.loc[hit, "place"]))


def readded_within_6_months(world: World) -> pd.DataFrame:
    """A5."""
    return _readded(world, 6)


def readded_within_12_months(world: World) -> pd.DataFrame:
    """A5."""
    return _readded(world, 12)


@once
def _exits(world: World, months: int) -> pd.DataFrame:
    """A6: removals whose months are over, of children who could have come back."""
    left = removed_from_list(world)
    left = left[~left["removal_reason"].isin(["TURNED_18", "MOVED_AREA", "DIED"])].reset_index(drop=True)
    left["on"] = left["removed_date"] + pd.DateOffset(months=months)
    young = left["birth_month"].isna() | (left["on"] < left["birth_month"] + pd.DateOffset(years=18))
    away = world["child_status"]
    away = away[away["lives_out_of_area"].eq(True)][[*CHILD, "start_date", "end_date"]]
    pairs = left.reset_index(names="place")[["place", *CHILD, "removed_date", "on"]].merge(away, on=CHILD)
    gone = (pairs["start_date"] <= pairs["on"]) & (
        pairs["end_date"].isna() | (pairs["end_date"] > pairs["removed_date"])
    )
    left = left[young & ~left.index.isin(pairs.loc[gone, "place"])].reset_index(drop=True)
    again = added_to_list(world)[[*CHILD, "spell_ref", "added_date"]]
    pairs = left.reset_index(names="place")[["place", *CHILD, "spell_ref", "removed_date", "on"]]
    pairs = pairs.merge(again, on=CHILD, suffixes=("", "_again"))
    back = pairs["added_date"].between(pairs["removed_date"], pairs["on"]) & pairs["spell_ref"].ne(
        pairs["spell_ref_again"]
    )
    return left.assign(numerator=~left.index.isin(pairs.loc[back, "place"]))


def exits_matured_6_months(world: World) -> pd.DataFrame:
    """A6; also the share of them that was sustained."""
    return _exits(world, 6)


def exits_matured_12_months(world: World) -> pd.DataFrame:
    """A6; also the share of them that was sustained."""
    return _exits(world, 12)


def removed_at_high_risk(world: World) -> pd.DataFrame:
    """B7."""
    left = removed_from_list(world)
    high = [None if r == "not_recorded" else r in ("HIGH", "VERY_HIGH") for r in left["risk"]]
    return left.assign(numerator=pd.Series(high, index=left.index, dtype=object))


def days_on_list_at_removal(world: World) -> pd.DataFrame:
    """C2."""
    left = removed_from_list(world)
    return left.assign(value=(left["removed_date"] - left["added_date"]).dt.days)


@once
def exits_rated_twice(world: World) -> pd.DataFrame:
    """B6: the last rating beside the first, up to the day of removal."""
    left = removed_from_list(world)
    rated = world["vemt_review"].dropna(subset=["risk"])[[*SPELL, "review_date", "risk"]]
    pairs = left.drop(columns="risk").merge(rated, on=SPELL)
    pairs = pairs[pairs["review_date"] <= pairs["removed_date"]].sort_values("review_date")
    ends = pairs.groupby(SPELL)["risk"].agg(["first", "last", "size"]).reset_index()
    both = left.merge(ends[ends["size"] >= 2], on=SPELL)
    step = both["last"].map(RANK) - both["first"].map(RANK)
    words = step.map(lambda s: "REDUCED" if s < 0 else "INCREASED" if s else "SAME")
    return both.assign(movement=words, numerator=step < 0)


@once
def days_at_low(world: World) -> pd.DataFrame:
    """B8: open at Low, and the days since the first of the Low ratings that follow each other."""
    held = open_on_list(world)
    held = held[held["risk"].eq("LOW")].reset_index(drop=True)
    rated = world["vemt_review"].dropna(subset=["risk"])
    days = []
    for row in held.itertuples():
        mine = rated[
            rated["la_code"].eq(row.la_code) & rated["spell_ref"].eq(row.spell_ref) & (rated["review_date"] <= row.on)
        ]
        since = None
        for review in mine.sort_values("review_date", ascending=False).itertuples():
            if review.risk != "LOW":
                break
            since = review.review_date
        days.append((row.on - since).days)
    return held.assign(value=days)


@once
def review_current(world: World) -> pd.DataFrame:
    """B9: on the list for the interval or longer, and reviewed within it."""
    held = open_on_list(world)
    held = held[(held["on"] - held["added_date"]).dt.days >= REVIEW_DAYS].reset_index(drop=True)
    seen = held.reset_index(names="place")[["place", *SPELL, "on"]].merge(
        world["vemt_review"][[*SPELL, "review_date"]], on=SPELL
    )
    recent = (seen["review_date"] <= seen["on"]) & (seen["review_date"] >= seen["on"] - REVIEW_DAYS * DAY)
    return held.assign(numerator=held.index.isin(seen.loc[recent, "place"]))


@once
def referrals_decided(world: World) -> pd.DataFrame:
    """A7."""
    found = world["vemt_spell"]
    found = found[found["first_vpg_date"].notna() & found["decision"].isin(["ACCEPTED", "NOT_ACCEPTED"])]
    return found.assign(
        on=found["first_vpg_date"],
        referrer=recorded(found["referral_source"]),
        referral_outcome=recorded(found["referral_outcome"]),
        numerator=found["decision"].eq("ACCEPTED"),
    )


def referrals_not_accepted(world: World) -> pd.DataFrame:
    """A7."""
    found = referrals_decided(world)
    return found[~found["numerator"]]


def days_to_decision(world: World) -> pd.DataFrame:
    """A8: both dates, in their order."""
    found = referrals_decided(world)
    found = found[found["referral_date"] <= found["first_vpg_date"]]
    return found.assign(value=(found["first_vpg_date"] - found["referral_date"]).dt.days)


@once
def agenda_items(world: World) -> pd.DataFrame:
    """A9: a time on the list at a weekly or monthly meeting, once a day."""
    found = world["vemt_review"].drop(columns="child_ref").merge(world["vemt_spell"][[*SPELL, "child_ref"]], on=SPELL)
    found = found[found["meeting_type"].isin(["WEEKLY_VPG", "MONTHLY_VPG"])]
    return found.assign(on=found["review_date"], vpg_meeting=found["meeting_type"])


def children_discussed(world: World) -> pd.DataFrame:
    """A9, each child once in a period."""
    found = by_period(world, agenda_items(world).drop(columns="on"), "review_date").sort_values("review_date")
    return found.drop_duplicates([*CHILD, "kind", "start"], keep="last")


def hosted_on_list(world: World) -> pd.DataFrame:
    """Children placed here by another authority who are open."""
    known = world["child"][[*CHILD, "placed_by_la"]].dropna(subset=["placed_by_la"])
    spells = world["vemt_spell"].merge(known, on=CHILD)
    held = at_month_ends(world, spells[spells["decision"].isna() | spells["decision"].eq("ACCEPTED")])
    held = held[
        (held["added_date"] <= held["on"]) & (held["removed_date"].isna() | (held["removed_date"] > held["on"]))
    ]
    return held.drop_duplicates([*CHILD, "on"])


MEASURES = {
    f.__name__: f
    for f in (
        readded_within_6_months, readded_within_12_months, exits_matured_6_months, exits_matured_12_months,
        removed_at_high_risk, days_on_list_at_removal, exits_rated_twice, days_at_low, review_current,
        referrals_decided, referrals_not_accepted, days_to_decision, agenda_items, children_discussed, hosted_on_list,
    )
} | {
    "sustained_exit_6_months": exits_matured_6_months,
    "sustained_exit_12_months": exits_matured_12_months,
    "risk_reduced_over_stay": exits_rated_twice,
    "open_at_low": days_at_low,
    "open_long_enough_for_review": review_current,
    "referral_accepted": referrals_decided,
    "referrals_with_dates": days_to_decision,
}  # fmt: skip
