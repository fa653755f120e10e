"""A4: within one load, open at the start, plus added, less removed, is open at the end; for every month and area."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pandas as pd
import pytest

from data_contracts.areas import LA_CODES
from queries.run import run

AS_AT = date(2026, 10, 31)
METRICS = ["open_on_list", "added_to_list", "removed_from_list"]


def _fill(warehouse: Any, seed: int) -> None:
    """Children with times on the list one after the other: first and last days of months, none, one and several."""
    dice = Random(seed)
    for la in LA_CODES:
        for i in range(dice.randint(0, 12)):
            day = date(2024, 1, 1) + timedelta(dice.randint(0, 700))
            warehouse.fill(
                "child", [{"child_ref": f"C{i}", "placed_by_la": dice.choice([None, None, "E06000047"])}], la
            )
            for nth in range(dice.randint(1, 4)):
                day = dice.choice([day, date(day.year, day.month, 28) + timedelta(dice.randint(0, 4))])
                gone = dice.choice([day, day + timedelta(dice.randint(0, 300)), None])
                spell = {"spell_ref": f"S{i}.{nth}", "child_ref": f"C{i}", "added_date": day, "removed_date": gone}
                warehouse.fill("vemt_spell", [spell], la)
                if gone is None:
                    break
                day = gone + timedelta(dice.choice([0, 1, 60]))


@pytest.mark.parametrize("seed", range(3))
def test_open_added_and_removed_roll_forward(small: Any, seed: int) -> None:
    warehouse = small()
    warehouse.cover(AS_AT, 24)
    _fill(warehouse, seed)
    rows = run(warehouse.con, AS_AT, METRICS, months=24).rows
    live = rows[rows["basis"].eq("live") & rows["by1"].eq("total") & rows["period_kind"].eq("month")]
    wide = live.pivot(index=["area", "period_start"], columns="metric", values="n").sort_index()
    before = wide["open_on_list"].groupby(level="area").shift(1)
    left_over = before + wide["added_to_list"] - wide["removed_from_list"] - wide["open_on_list"]
    assert left_over.dropna().eq(0).all() and len(left_over.dropna()) == 7 * 23
    assert pd.to_numeric(wide["open_on_list"]).sum() > 0
