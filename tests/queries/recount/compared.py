"""The runner's live rows beside the recomputed cells, one by one."""

from collections.abc import Iterable
from typing import Any

import board_measures
import care_measures
import done_measures
import list_measures
import missing_measures
import more_list_measures
import more_missing_measures
import more_practice_measures
import near_18_measures
import pandas as pd
import pathway_measures
import practice_measures
import told_measures
from counted import cells, empty
from made import World

from queries.catalogue import catalogue
from queries.run import run

FIRST = list_measures.MEASURES | missing_measures.MEASURES | practice_measures.MEASURES
MEASURES = FIRST | more_list_measures.MEASURES | more_missing_measures.MEASURES | done_measures.MEASURES
MEASURES |= board_measures.MEASURES | care_measures.MEASURES | more_practice_measures.MEASURES
MEASURES |= near_18_measures.MEASURES | pathway_measures.MEASURES | told_measures.MEASURES
"""Metric -> its members, recomputed."""
CORE = frozenset(
    [
        "open_on_list", "added_to_list", "removed_from_list", "risk_reviews_compared", "risk_reduced", "days_on_list",
        "missing_episodes", "children_missing", "repeat_missing", "missing_episodes_ended", "missing_duration",
        "return_interviews_due", "return_interview_completed", "return_interview_within_72h", "audits_completed",
        "audit_good_or_better", "audit_actions_due", "audit_actions_on_time", "audit_actions_overdue",
        "extracts_received",
    ]
)  # fmt: skip
"""Those that `make test` counts in every warehouse."""
KEY = ["period_kind", "period_start", "area", "by1", "cat1", "by2", "cat2"]


def differences(world: World, con: Any, metrics: Iterable[str]) -> list[str]:
    """One line for each live cell that differs from the recomputed one; none when all agree."""
    metrics = sorted(metrics)
    rows = run(con, world.as_at, metrics, months=world.months).rows
    rows = rows[rows["basis"].eq("live")]
    found = []
    for metric in metrics:
        found += _of_one(world, metric, rows[rows["metric"].eq(metric)])
    return found


def _of_one(world: World, metric: str, rows: pd.DataFrame) -> list[str]:
    header = catalogue()[metric]
    expected = cells(world, MEASURES[metric](world), header)
    found = []
    for row in rows.itertuples():
        key = tuple(getattr(row, column) for column in KEY)
        mine = expected.pop(key, empty(header.kind))
        theirs = tuple(None if pd.isna(v) else v for v in (row.n, row.yes, row.no, row.not_recorded, row.value))
        if row.status != "ok" or not _same(mine, theirs):
            found.append(f"{world.seed} {metric} {key}: {theirs} {row.status}, recomputed {mine}")
    found += [
        f"{world.seed} {metric} {key}: absent, recomputed {cell}"
        for key, cell in expected.items()
        if not _too_old_to_split(key, rows)
    ]
    return found if len(rows) else [f"{world.seed} {metric}: no rows"]


def _too_old_to_split(key: tuple[Any, ...], rows: pd.DataFrame) -> bool:
    """Splits by quarter are given for the newest quarter and those up to a year before it."""
    newest = rows.loc[rows["period_kind"].eq("quarter"), "period_start"].max()
    return key[0] == "quarter" and key[3] != "total" and key[1] < newest - pd.DateOffset(months=12)


def _same(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    return all(
        (a is None and b is None) or (a is not None and b is not None and abs(float(a) - float(b)) < 1e-6)
        for a, b in zip(mine, theirs, strict=True)
    )
