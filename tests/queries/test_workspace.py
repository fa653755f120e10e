"""The workspace: what is kept as rows and what is asked for again, and that a run leaves the connection as it was."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from data_contracts.periods import complete_periods
from queries.run import run
from queries.workspace import prepare, shared_views

AS_AT = date(2026, 6, 30)
LA = "E06000001"


def _left_out(con: Any) -> str:
    return con.execute("select current_setting('disabled_optimizers')").fetchall()[0][0]


@pytest.mark.parametrize("before", ["", "late_materialization"])
def test_a_run_leaves_the_optimizers_as_they_were(small: Any, before: str) -> None:
    con = small().con
    con.execute(f"set disabled_optimizers = '{before}'")
    seen = []
    run(con, AS_AT, metrics=["added_to_list"], months=3, progress=lambda *_: seen.append(_left_out(con)))
    assert "grouping_sets" in seen[0]
    assert _left_out(con) == before


def test_a_run_that_fails_leaves_them_too(small: Any) -> None:
    con = small().con

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(con, AS_AT, metrics=["added_to_list"], months=3, progress=stop)
    assert _left_out(con) == ""


def test_rows_that_are_merely_chosen_are_not_written_down_again(small: Any) -> None:
    con = small().con
    prepare(con, AS_AT, 3)
    kept = {name for (name,) in con.execute("select table_name from duckdb_tables() where temporary").fetchall()}
    views = {name for (name,) in con.execute("select view_name from duckdb_views() where temporary").fetchall()}
    assert {"missing", "interview_due", "away", "rated_pair"} <= views
    assert {"spell", "open_spell", "interview", "missing_in_order", "review_span", "number"} <= kept


@pytest.mark.parametrize("seed", range(6))
def test_children_often_missing_as_counted_one_by_one(small: Any, seed: int) -> None:
    draw, warehouse = random.Random(seed), small()
    rows = [
        {"episode_ref": f"e{n}", "child_ref": f"c{draw.randrange(5)}", "episode_type": "M",
         "start_at": date(2025, 7, 1) + timedelta(draw.randrange(365))}
        for n in range(60)
    ]  # fmt: skip
    warehouse.fill("missing_episode", rows, LA)
    prepare(warehouse.con, AS_AT, 12)
    change, limits = date(2026, 1, 31), [(draw.choice([1, 2, 3, 4]), draw.choice([20, 45, 90])) for _ in "ab"]
    spans = [(date(2000, 1, 1), change, *limits[0]), (change + timedelta(1), date(9999, 12, 31), *limits[1])]
    warehouse.con.execute("delete from setting where name like 'repeat%'")
    for first, last, episodes, days in spans:
        for name, number in (("repeat_episodes", episodes), ("repeat_days", days)):
            warehouse.con.execute("insert into setting values (?, ?, '', ?, '', ?, ?)", [LA, name, number, first, last])
    warehouse.con.execute(f"create or replace temp table missing_often as {shared_views()['missing_often']}")
    expected = set()
    for end in [period.end for period in complete_periods("month", date(2025, 7, 1), AS_AT)]:
        episodes, days = limits[0] if end <= change else limits[1]
        for child in {row["child_ref"] for row in rows}:
            near = [r for r in rows if r["child_ref"] == child and 0 <= (end - r["start_at"]).days < days]
            expected |= {(end, child)} if len(near) >= episodes else set()
    found = warehouse.con.execute("select counted_on, child_ref from missing_often").fetchall()
    assert sorted(found) == sorted(expected)
    assert expected
