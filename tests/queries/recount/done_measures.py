"""What was done for each child, recomputed: screening tool, form, letters, those near 18.

A "yes" without a date tells of the newest month only and is not recorded for earlier ones.
"""

import pandas as pd
from counted import age, once
from list_measures import SPELL, added_to_list, open_on_list, removed_from_list
from made import World
from more_list_measures import review_current

DAY = pd.Timedelta("1D")
LETTER_DAYS = 14 * DAY
CLOSURE_DAYS = 31 * DAY
RECIPIENTS = ("YOUNG_PERSON", "PARENT_CARER", "GP")


def screening_tool_on_entry(world: World) -> pd.DataFrame:
    """D1: dated on or before the day; done without a date counts; nothing written down is not recorded."""
    added = added_to_list(world)
    done = []
    for row in added.itertuples():
        if pd.notna(row.screening_tool_date):
            done.append(row.screening_tool_date <= row.added_date)
        else:
            done.append(None if row.screening_tool is None else bool(row.screening_tool))
    return added.assign(numerator=pd.Series(done, index=added.index, dtype=object))


def screening_tool_at_closure(world: World) -> pd.DataFrame:
    """D2: a tool in the days up to the removal; no date, not done."""
    left = removed_from_list(world)
    gap = left["removed_date"] - left["closure_tool_date"]
    return left.assign(numerator=(gap >= 0 * DAY) & (gap <= CLOSURE_DAYS))


def _by_then(world: World, held: pd.DataFrame, flag: str) -> pd.DataFrame:
    """Whether it was done by the month end, from the flag and its date."""
    newest, done = max(world.month_ends), []
    for row in held.itertuples():
        said, day = getattr(row, flag), getattr(row, f"{flag}_date")
        if pd.notna(day):
            done.append(day <= row.on)
        elif said is True:
            done.append(True if row.on == newest else None)
        else:
            done.append(None if said is None else False)
    return held.assign(numerator=pd.Series(done, index=held.index, dtype=object))


def how_safe_completed(world: World) -> pd.DataFrame:
    """D4."""
    return _by_then(world, open_on_list(world), "how_safe")


def case_mapping_done(world: World) -> pd.DataFrame:
    """D8."""
    return _by_then(world, review_current(world), "case_mapping")


def lead_changed(world: World) -> pd.DataFrame:
    """D7: two allocations begun on different days, that held in the three months up to the day or a part of them."""
    held = open_on_list(world).reset_index(drop=True)
    pairs = (
        held[[*SPELL, "on"]]
        .reset_index()
        .merge(world["lead_professional"][[*SPELL, "start_date", "end_date"]], on=SPELL)
    )
    first = pairs["on"] + DAY - pd.DateOffset(months=3)
    holds = (pairs["start_date"] <= pairs["on"]) & (pairs["end_date"].isna() | (pairs["end_date"] >= first))
    begun = pairs[holds].groupby("index")["start_date"].nunique().reindex(held.index, fill_value=0)
    return held.assign(numerator=begun >= 2)


def open_aged_17(world: World) -> pd.DataFrame:
    """H1."""
    held = open_on_list(world)
    return held[age(held["birth_month"], held["on"]) >= 17]


def turning_18_within_6_months(world: World) -> pd.DataFrame:
    """H1: under 18 on the day, 18 within the six months after it."""
    held = open_on_list(world)
    birthday = held["birth_month"] + pd.DateOffset(years=18)
    return held[(birthday > held["on"]) & (birthday <= held["on"] + pd.DateOffset(months=6))]


def _letters(world: World, spells: pd.DataFrame, event: str, day: str) -> pd.DataFrame:
    """E1 to E6: each letter that fell due, and whether it was sent on or after the day, by the date of the figures.

    No row: not sent. A row that leaves it blank: not recorded.
    """
    due = spells.drop(columns="on").merge(pd.DataFrame({"recipient": RECIPIENTS}), how="cross")
    told = world["notification"]
    told = told[told["event"].eq(event)][[*SPELL, "recipient", "sent", "sent_date", "method"]]
    due = due.merge(told, on=[*SPELL, "recipient"], how="left", indicator="row")
    due["on"] = due[day] + LETTER_DAYS
    died = due["removal_reason"].eq("DIED") & (due["removed_date"] <= due["on"])
    grown = due["recipient"].eq("PARENT_CARER") & (age(due["birth_month"], due[day]) >= 18)
    due = due[~(died | grown | due["method"].eq("NOT_SENT_AGREED"))]
    in_time = due["sent_date"].isna() | due["sent_date"].between(due[day], pd.Timestamp(world.as_at))
    sent = due["sent"].eq(True) & in_time
    blank = due["row"].eq("both") & due["sent"].isna()
    return due.assign(numerator=sent.astype(object).mask(blank, None))


@once
def told_on_adding(world: World) -> pd.DataFrame:
    """E1 to E3."""
    return _letters(world, added_to_list(world), "ADDED", "added_date")


@once
def told_on_removal(world: World) -> pd.DataFrame:
    """E4 to E6."""
    return _letters(world, removed_from_list(world), "REMOVED", "removed_date")


MEASURES = {
    f.__name__: f
    for f in (
        screening_tool_on_entry, screening_tool_at_closure, how_safe_completed, case_mapping_done, lead_changed,
        open_aged_17, turning_18_within_6_months, told_on_adding, told_on_removal,
    )
} | {"letters_due_on_adding": told_on_adding, "letters_due_on_removal": told_on_removal}  # fmt: skip
