"""Six monthly releases of the whole catalogue, counted from a warehouse into which records keep coming late.

All that was ever shown in a file is then attacked as one, with the ranges that stood in it.
"""

from dataclasses import replace
from datetime import date

import duckdb
import numpy as np
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
from release.attack_papers import papers
from release.attack_rows import Numbers, puzzle
from release.audiences import load_audiences
from release.ledger import binding
from release.making import _as_published
from release.protection import NAME, base_rows, merged_levels
from release.standing import totals
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


def numbers_as_printed(mine, base):
    """Whether every number of the ledger is that of the figure it was printed for, and every range holds it."""
    both = mine.merge(base[[*NAME, "n", "yes"]], on=NAME)
    share = both["yes"].notna()
    part, whole = both["yes"].fillna(both["n"]), both["n"].where(share)
    seen = both["numerator"].notna()
    same = both["numerator"].eq(part) & (both["denominator"].eq(whole) | ~share)
    times = whole.fillna(1) / np.where(share, 100, 1)
    inside = (both["range_low"].fillna(0) * times <= part + 1e-9) & (
        part <= both["range_high"].fillna(10**6) * times + 1e-9
    )
    hidden = ~seen & both["range_low"].notna()
    assert seen.sum() > 100 and hidden.sum() > 100
    return bool((same | ~seen).all() and (inside | ~hidden).all())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["strategic", "assurance"])
def test_all_that_was_ever_shown_gives_no_protected_count_away(released, name):
    vemt, late = released
    assert late > 30
    with open_warehouse(vemt.home / "warehouse.duckdb") as con:
        ledger, counted = previous_ledger(con), run(con, MONTHS[-1])
    rows = _as_published(SCHEMA.validate(counted.rows), catalogue(), AUDIENCES, ledger, MONTHS[-1])
    mode = AUDIENCES[name].mode
    standing = totals(rows, catalogue(), AUDIENCES, ledger, MONTHS[-1])
    base = merged_levels(rows, catalogue()) if mode == "protected" else rows
    base = base_rows(base, catalogue(), mode, standing)
    mine = binding(ledger, AUDIENCES[name])
    assert numbers_as_printed(mine, base)
    numbers = Numbers(catalogue())
    places = numbers.read(base)
    told = papers(numbers, mine)
    shown = told.shown.copy()
    for place, split in zip(places, is_dangerous(base), strict=True):
        shown[place] |= mode == "controlled" and not split
    told = replace(told, shown=np.zeros_like(shown))  # nothing is forgiven because it was told before
    riddle = replace(puzzle(numbers, shown, (1, 4), mode == "controlled"), papers=told)
    found = attack(riddle, 4, LA_CODES)
    assert sum(f.targets for f in found) > 300
    assert [len(f.found) for f in found] == [0] * 5
    assert mode == "controlled" or [f.bounded for f in found] == [0] * 5
