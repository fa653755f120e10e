"""The random warehouses hold what they must: members of every measure, both answers of every share; blank columns."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from compared import MEASURES
from made import poured, world

from data_contracts.tables import TABLES
from queries.catalogue import FROM_MEMBERS, catalogue
from queries.run import run

SEED = 1
BLANK = [
    ("pathway", ("rg_date", "rg_outcome", "cg_date", "cg_outcome")),
    ("vemt_spell", ("removed_date", "removal_reason")),
]
"""Columns that a young partnership may well hold nothing in yet: no decision of the Home Office, nobody removed."""
COLUMNS = [(t.name, c) for t in TABLES.values() for c in t.columns if c not in (*t.key, "la_code")]


def _answers(members: pd.DataFrame, kind: str) -> set[str]:
    """What the members show: that there are any; of a share also that some are true and some are not."""
    if not len(members):
        return set()
    if kind != "share":
        return {"n"}
    known = members["numerator"].dropna().map(bool)
    return {"n"} | ({"yes"} if known.any() else set()) | ({"no"} if not known.all() else set())


def test_every_measure_with_members_is_counted_twice() -> None:
    assert set(MEASURES) == {name for name, header in catalogue().items() if header.kind in FROM_MEMBERS}


def test_fifty_warehouses_hold_members_of_every_measure_and_both_answers_of_every_share() -> None:
    lacking = {n: {"n", "yes", "no"} if catalogue()[n].kind == "share" else {"n"} for n in MEASURES}
    for seed in range(50):
        made = world(seed)
        for name in list(lacking):
            lacking[name] -= _answers(MEASURES[name](made), catalogue()[name].kind)
        lacking = {name: left for name, left in lacking.items() if left}
    assert not lacking


def _runs_without(small: Any, table: str, columns: Iterable[str]) -> None:
    made = world(SEED)
    blank = made.tables.get(table, pd.DataFrame()).assign(**dict.fromkeys(columns))
    con = poured(replace(made, tables=made.tables | {table: blank}), small())
    try:
        assert set(run(con, made.as_at, MEASURES, months=made.months).rows["metric"]) == set(MEASURES)
    finally:
        con.close()


@pytest.mark.parametrize(("table", "columns"), BLANK)
def test_every_metric_runs_where_nothing_is_filled_in_yet(small: Any, table: str, columns: tuple[str, ...]) -> None:
    _runs_without(small, table, columns)


@pytest.mark.slow
@pytest.mark.parametrize("table", sorted({table for table, _ in COLUMNS}))
def test_every_metric_runs_where_columns_are_blank(small: Any, table: str) -> None:
    mine = [column for name, column in COLUMNS if name == table]
    for columns in [mine, *([column] for column in mine)]:
        _runs_without(small, table, columns)
