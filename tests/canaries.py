"""Made-up counts of which many must be hidden and none could be overlooked: seven digits, each number once.

Every count is a sum of a few groups of children; most groups are small (1 to 4) and some are canaries. A canary beside
a small count must be hidden with it, so hidden cells hold numbers that a scan finds wherever they escape to.
"""

from itertools import count as numbers

import numpy as np
import pandas as pd

from data_contracts import metric_rows
from data_contracts.areas import LA_CODES, area_rows
from data_contracts.periods import Period, add_months, complete_periods
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED, TOTAL
from queries.catalogue import catalogue

COUNTS = ("open_on_list", "added_to_list", "missing_episodes", "return_interviews_due")
SHARES = ("return_interview_completed", "return_interview_within_72h")
FIRST, MONTHS, LEAST = pd.Timestamp("2025-11-01").date(), 12, 10_000
_GROUPS = 7


def _groups(metric: str, rng: np.random.Generator, fresh: "numbers[int]") -> pd.DataFrame:
    """Groups of children per authority and month: their categories and how many they are."""
    names = sorted({b for split in catalogue()[metric].breakdowns["quarter"] for b in split})
    found = []
    for la in LA_CODES:
        for month in range(MONTHS):
            for group in range(_GROUPS):
                cats = {n: str(rng.choice([*BREAKDOWNS[n].vocabulary.codes[:3], NOT_RECORDED])) for n in names}
                n = LEAST + 13 * next(fresh) if group < 2 else int(rng.integers(1, 4))
                yes = n - 2 if n > 9 else int(rng.integers(0, n + 1))
                in_time = yes - 1 if n > 9 else int(rng.integers(0, yes + 1))
                numbers_of = {"n": n, "yes0": yes, "yes1": in_time}
                found.append({"la": la, "month": add_months(FIRST, month), **cats, **numbers_of})
    return pd.DataFrame(found)


def _table(metric: str, groups: pd.DataFrame, kind: str, split: list[str], basis: str) -> pd.DataFrame:
    """The groups added up to areas, periods and the categories of a split, zeros in it."""
    stock = catalogue()[metric].time == "stock"
    groups = groups.merge(pd.DataFrame(area_rows(), columns=["la", "area"]), on="la")
    parts = []
    for period in complete_periods(kind, FIRST, add_months(FIRST, MONTHS) - pd.Timedelta(days=1)):
        last = add_months(period.end.replace(day=1), 0)
        inside = groups[groups["month"].eq(last) if stock else groups["month"].between(period.start, period.end)]
        summed = inside.groupby(["area", *split])[["n", "yes0", "yes1"]].sum()
        if split:
            axes = [sorted(groups["area"].unique()), *([*BREAKDOWNS[s].vocabulary.codes, NOT_RECORDED] for s in split)]
            summed = summed.reindex(pd.MultiIndex.from_product(axes, names=["area", *split]), fill_value=0)
        table = summed.reset_index().assign(period_start=period.start, period_end=period.end)
        for i in (1, 2):
            table[f"by{i}"] = split[i - 1] if len(split) >= i else TOTAL
            table[f"cat{i}"] = table[split[i - 1]] if len(split) >= i else TOTAL
        parts.append(table.assign(period_kind=kind, basis=basis, metric=metric, status="ok"))
    return pd.concat(parts)


def canary_rows(seed: int = 1) -> pd.DataFrame:
    """True rows as the runner hands them over (`metric_rows.SCHEMA`): live and, for quarters, frozen."""
    rng, fresh, parts = np.random.default_rng(seed), numbers(), []
    for metric in COUNTS:
        groups = _groups(metric, rng, fresh)
        splits = [[], *catalogue()[metric].breakdowns["quarter"]]
        tables = [_table(metric, groups, "month", [], "live")]
        tables += [_table(metric, groups, "quarter", s, basis) for s in splits for basis in ("live", "frozen")]
        parts += tables
        shares = [m for m in SHARES if catalogue()[m].of == metric]
        parts += [
            t.assign(metric=m, yes=t[f"yes{k}"], not_recorded=0)
            for k, m in enumerate(shares) for t in tables
        ]  # fmt: skip
    rows = pd.concat(parts, ignore_index=True)
    share = rows["not_recorded"].notna()
    rows["no"] = (rows["n"] - rows["yes"]).where(share)
    return typed(rows)


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Columns and types of `metric_rows.SCHEMA`."""
    rows = rows.reindex(columns=list(metric_rows.SCHEMA.columns)).copy()
    for day in ("period_start", "period_end"):
        rows[day] = pd.to_datetime(rows[day]).astype("datetime64[us]")
    whole = ["n", "yes", "no", "not_recorded"]
    rows[whole] = rows[whole].astype("Float64").astype("Int64")
    rows["value"] = rows["value"].astype("Float64")
    text = [c for c in rows if c not in (*whole, "value", "period_start", "period_end")]
    rows[text] = rows[text].astype("str")
    return metric_rows.SCHEMA.validate(rows.reset_index(drop=True))


def period_code(kind: str, start: pd.Timestamp) -> str:
    """The period as the command line names it."""
    return Period(kind, start.date()).code
