"""A load that is killed at any moment leaves the warehouse as it was before, or as it is after."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LIST, MISSING, House

REPO = Path(__file__).parents[2]
STATE = "select (select count(*) from load_file), (select count(*) from held.vemt_spell), " \
        "(select count(*) from held.missing_episode), (select count(*) from problem)"  # fmt: skip

LOADER = """
import contextlib, os, signal, sys
from pathlib import Path
import etl.load, etl.record
module, name, nth = sys.argv[3].split(":")
owner = {"load": etl.load, "record": etl.record}[module]
real, calls = getattr(owner, name), [0]
def dying(*args, **kwargs):
    calls[0] += 1
    if calls[0] == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **kwargs)
@contextlib.contextmanager
def dying_before_commit(con):
    with real(con):
        yield
        os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, name, dying_before_commit if nth == "commit" else dying)
etl.load.load_folder(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def _load_and_die(house: House, where: str) -> int:
    return subprocess.run(
        [sys.executable, "-c", LOADER, str(house.home), str(house.folder), where],
        env=os.environ | {"PYTHONPATH": str(REPO)}, check=False,
    ).returncode  # fmt: skip


@pytest.fixture
def loaded(house: House) -> House:
    house.put("list-805-2026-09.csv", LIST, "ABCD_1,E06000001,01/09/2026,,,F,High,E,05/09/2026,Y")
    house.load()
    house.clear()
    house.put("list-805-2026-10.csv", LIST, "ABCD_1,E06000001,01/09/2026,,,F,Low,E,05/10/2026,Y", "x,805,,,,,,,,")
    house.put("missing-805-2026-10.csv", MISSING, "ABCD_1,805,01/10/2026,,,,", "ABCD_2,805,32/10/2026,,,,")
    return house


@pytest.mark.parametrize("where", [
    "record:store_rows:2", "load:transaction:commit", "load:write_manifest:1",
    *(pytest.param(f"record:{name}:1", marks=pytest.mark.slow) for name in
      ("store_rows", "supersede", "bring_back", "unlisted_again", "overlaps_again")),
])  # fmt: skip
def test_killed_in_the_middle(loaded: House, where: str) -> None:
    before = loaded.rows(STATE)
    assert _load_and_die(loaded, where) == -signal.SIGKILL
    killed = loaded.rows(STATE)
    again = loaded.load()
    after = loaded.rows(STATE)
    assert killed == (after if "manifest" in where else before)
    assert {r.status for r in again.values()} == ({"unchanged"} if killed == after else {"loaded"})
    assert after == [(3, 2, 1, before[0][3] + 3)]


def test_an_error_in_the_middle_changes_nothing(loaded: House, monkeypatch: pytest.MonkeyPatch) -> None:
    before = loaded.rows(STATE)

    def broken(*args: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("etl.record.supersede", broken)
    with pytest.raises(RuntimeError):
        loaded.load()
    assert loaded.rows(STATE) == before
    assert not (loaded.folder / "manifest.csv").exists()
