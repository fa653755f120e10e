"""The runner's live rows beside the recomputed cells, one by one."""

from collections.abc import Iterable
from typing import Any

import list_measures
import missing_measures
import pandas as pd
import practice_measures
from counted import cells, empty
from made import World

from queries.catalogue import catalogue
from queries.run import run

MEASURES = list_measures.MEASURES | missing_measures.MEASURES | practice_measures.MEASURES
"""Metric -> its members, recomputed."""
CORE = frozenset(MEASURES) - {
    "rows_checked",
    "rows_failing",
    "audits_planned",
    "audit_sessions_held",
    "extracts_expected",
}
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
    found += [f"{world.seed} {metric} {key}: absent, recomputed {cell}" for key, cell in expected.items()]
    return found if len(rows) else [f"{world.seed} {metric}: no rows"]


def _same(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    return all(
        (a is None and b is None) or (a is not None and b is not None and abs(float(a) - float(b)) < 1e-6)
        for a, b in zip(mine, theirs, strict=True)
    )
