"""Six monthly releases of the whole catalogue, counted from a warehouse into which records keep coming late.

All that was ever shown in a file is then attacked as one, with the ranges that stood in it.
"""

from dataclasses import replace
from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from commands import releasing
from data_contracts.areas import LA_CODES
from data_contracts.metric_rows import SCHEMA
from etl.demo import make_demo
from etl.ledger_store import previous_ledger
from etl.warehouse import open_warehouse
from queries.catalogue import catalogue
from queries.run import run
from release.attack import attack
from release.attack_rows import Numbers, puzzle
from release.audiences import load_audiences
from release.making import _as_published
from release.protection import NAME, base_rows, merged_levels
from release.subjects import is_dangerous

AUDIENCES = {n: a for n, a in load_audiences(None).items() if n in ("strategic", "assurance", "producer")}
MONTHS = [date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30),
          date(2026, 10, 31)]  # fmt: skip
LATE = ("vemt_spell", "vemt_review", "missing_episode", "return_interview", "notification", "pathway")
SHARE = 150
"""One record in so many is held back for each of the six releases."""


def hold_back(con: duckdb.DuckDBPyConnection) -> None:
    """Take records out of the warehouse, to come in one turn after another."""
    con.execute("create schema late")
    for table in LATE:
        con.execute(f"create table late.{table} as select *, hash(rowid) % {SHARE} as turn from held.{table}")
        con.execute(f"delete from held.{table} where hash(rowid) % {SHARE} < {len(MONTHS)}")


def come_in(con: duckdb.DuckDBPyConnection, turn: int) -> int:
    """The records of one turn; how many there are."""
    found = 0
    for table in LATE:
        con.execute(f"insert into held.{table} select * exclude turn from late.{table} where turn = {turn}")
        found += con.execute(f"select count(*) from late.{table} where turn = {turn}").fetchall()[0][0]
    return found


@pytest.fixture(scope="module")
def released(vemt_at, tmp_path_factory):
    """The home after six releases, each published, and how many records came late."""
    vemt = vemt_at(tmp_path_factory.mktemp("months") / "home")
    extracts = vemt.home / "demo-extracts"
    vemt.home.mkdir(parents=True)
    make_demo(extracts, vemt.home / "notes", 1, 40, 5, lambda *_: None)
    assert vemt.run("load", extracts).exit_code in (0, 1)
    late = 0
    with open_warehouse(vemt.home / "warehouse.duckdb") as con:
        hold_back(con)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(releasing, "load_audiences", lambda _: AUDIENCES)
        for turn, day in enumerate(MONTHS):
            with open_warehouse(vemt.home / "warehouse.duckdb") as con:
                late += come_in(con, turn)
            made = vemt.json("release", "--as-at", day, "--override", "a test, analyst")
            assert made["gate"]["found"] == 0 and (made["gate"]["narrowest"] or 4) >= 4
            assert vemt.run("publish", made["release_id"], "--yes").exit_code == 0
    return vemt, late


def ranges_of(ledger, base, places, shown):
    """Least and most of hidden counts as their ranges said, nan where none stood."""
    said = ledger[ledger["range_high"].notna()].drop_duplicates(NAME).set_index(NAME)[["range_low", "range_high"]]
    ends = np.full((2, len(shown)), np.nan)
    kinds = base["metric"].map({m: h.kind for m, h in catalogue().items()})
    known = said.to_dict("index")
    for place, key, kind in zip(places, base[NAME].itertuples(index=False, name=None), kinds, strict=True):
        if kind == "count" and key in known and not shown[place[-1]]:
            ends[:, place[-1]] = known[key]["range_low"], known[key]["range_high"]
    return ends[0], ends[1]


RANGES_OF_OLD = pytest.mark.xfail(
    strict=True, reason="ranges of earlier releases that are no bands are not counted as known (docs/protection.md)"
)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["strategic", pytest.param("assurance", marks=RANGES_OF_OLD)])
def test_all_that_was_ever_shown_gives_no_protected_count_away(released, name):
    vemt, late = released
    assert late > 30
    with open_warehouse(vemt.home / "warehouse.duckdb") as con:
        ledger, counted = previous_ledger(con), run(con, MONTHS[-1])
    rows = SCHEMA.validate(counted.rows)
    rows = _as_published(rows, catalogue(), AUDIENCES, ledger, MONTHS[-1])
    mode = AUDIENCES[name].mode
    base = base_rows(merged_levels(rows, catalogue()) if mode == "protected" else rows, catalogue(), mode)
    mine = ledger[ledger["audience"].eq(name)]
    mine = mine.assign(period_start=pd.to_datetime(mine["period_start"]).astype("datetime64[us]"))
    seen = mine[mine["numerator"].notna() & (mine["basis"].eq("frozen") | (mode == "protected"))]
    published = set(seen[NAME].itertuples(index=False, name=None))
    numbers = Numbers(catalogue())
    places = numbers.read(base)
    shown = np.zeros(len(numbers.value), dtype=bool)
    danger = is_dangerous(base).to_numpy()
    for place, key, split in zip(places, base[NAME].itertuples(index=False, name=None), danger, strict=True):
        if key in published or (mode == "controlled" and not split):
            shown[place] = True
    riddle = replace(puzzle(numbers, shown, (1, 4), mode == "controlled"), bands=ranges_of(mine, base, places, shown))
    found = attack(riddle, 4, LA_CODES)
    assert sum(f.targets for f in found) > 300
    assert [len(f.found) for f in found] == [0] * 5
