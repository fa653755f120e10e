"""Members behind settled totals that stand by their number alone: those of the release that took the number down."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data_contracts.periods import Period, parse
from etl import ledger_store
from etl.warehouse import open_warehouse
from queries.catalogue import FROM_MEMBERS, catalogue
from queries.run import member_rows

ROOT = Path(__file__).resolve().parent.parent
STANDING = sorted(n for n, h in catalogue().items() if h.kind in FROM_MEMBERS and not h.all_breakdowns())
QUARTER = parse("2026-27-Q1")


def _all(con: Any, metric: str, period: Period, release: str) -> int:
    return len(member_rows(con, metric, period, "TEES", release_id=release, basis="frozen"))


def test_as_many_members_as_every_settled_total_says(demo: Any) -> None:
    release = demo.json("releases")["releases"][0]["release_id"]
    with duckdb.connect(demo.home / "releases" / release / "producer.duckdb", read_only=True) as file:
        cells = file.execute(
            "select metric, period_kind, start, coalesce(denominator, numerator) as n from figures "
            "where basis = 'frozen' and by1 = 'total' and area = 'TEES' and status = 'ok' and list_contains(?, metric) "
            "qualify row_number() over (partition by metric, period_kind order by start desc) = 1", [STANDING],
        ).fetchall()  # fmt: skip
    with open_warehouse(demo.home / "warehouse.duckdb", read_only=True) as con:
        found = {(metric, kind): (_all(con, metric, Period(kind, day), release), n) for metric, kind, day, n in cells}
    assert not {name: counts for name, counts in found.items() if counts[0] != counts[1]}
    assert sum(n > 0 for _, n in found.values()) > 20


@pytest.fixture
def two(demo: Any, tmp_path: Path) -> Any:
    """A warehouse with releases of May, in which the quarter had not settled, of October and a later one."""
    copy = shutil.copy(demo.home / "warehouse.duckdb", tmp_path)
    with open_warehouse(Path(copy)) as con:
        own = con.execute("select release_id from release_log").fetchall()[0][0]
        con.execute("update release_log set ledger_version = 1")
        con.execute("update ledger_version set version = 2")
        con.execute(
            "insert into release_log "
            "select 'EARLY', date '2026-05-31', built_at, 'withdrawn', null, null, 0 from release_log"
        )
        con.execute("insert into ledger_version select 1, 'EARLY', published_at from ledger_version")
        con.execute("insert into live_member by name select * replace ('EARLY' as release_id) from live_member")
        ledger_store.record_proposal(
            con, "LATER", date(2026, 11, 30), *(_members(con, t) for t in ("proposed", "live"))
        )
        con.execute("delete from live_member where release_id = 'LATER' and metric = 'added_with_form'")
        yield con, own


def _members(con: Any, which: str) -> Any:
    columns = ", ".join(ledger_store.MEMBERS)
    return con.execute(f"select {columns} from {which}_member where metric = 'added_with_form' limit 5").df()


def test_a_later_release_does_not_change_whom_a_settled_total_counted(two: Any) -> None:
    con, own = two
    first = _all(con, "added_with_form", QUARTER, own)
    assert first and _all(con, "added_with_form", QUARTER, "LATER") == first
    assert len(member_rows(con, "added_with_form", QUARTER, "TEES", release_id="LATER", basis="live")) == 0
    assert _all(con, "added_with_form", QUARTER, "EARLY") == 0, "the quarter had not settled then"


def test_a_release_is_named_and_known(small: Any) -> None:
    asked = ("members", "added_with_form", "--period", "2026-27-Q1", "--area", "TEES")
    unknown, unnamed = small.run(*asked, "--release", "NONE"), small.run(*asked, "--basis", "frozen")
    assert (unknown.exit_code, unnamed.exit_code) == (2, 2)
    assert "vemt releases lists them" in unknown.stderr and "--release" in unnamed.stderr


@pytest.mark.parametrize("words", [("members", "rows_checked", "--period", "2025-26", "--area", "TEES"), ("metrics",)])
def test_a_reader_that_has_seen_enough_ends_a_command_quietly(small: Any, words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "pipeline", "--home", str(small.home), *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as going:
        assert going.stdout and going.stderr and going.stdout.readline()
        going.stdout.close()
        said = going.stderr.read()
    assert (going.returncode, said) == (0, b"")
