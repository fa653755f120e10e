"""The commands about what is held and what travels: status, purge, erase, resolve, seal, open."""

import csv
import json
import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from conftest import LIST, MISSING

from commands import keeping
from data_contracts.release_files import HISTORY
from etl import ledger_store
from etl.keeping import Removed
from etl.warehouse import open_warehouse

CHILD = "PSEUDONYM0001"


@pytest.fixture
def filled(vemt, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "list-805-2026-09.csv").write_text(f"{LIST}\n{CHILD},805,01/08/2026,,,F,High,E,05/09/2026,Y\n")
    (folder / "missing-805-2026-09.csv").write_text(f"{MISSING}\n{CHILD},805,01/09/2026,02/09/2026,HIGH,Y,03/09/2026\n")
    (folder / "bad.csv").write_text("forename\nnobody\n")
    vemt.json("load", folder, code=1)
    return vemt


def test_status(filled) -> None:
    found = filled.json("status")
    assert {(r["extract"], r["la_code"]) for r in found["loaded"]} == {
        ("list", "E06000001"),
        ("missing", "E06000001"),
    }
    owed = {(r["extract"], r["la_code"]) for r in found["missing"]}
    assert ("list", "E06000002") in owed and ("missing", "E06000004") in owed
    assert [r["file"] for r in found["refused"]] == ["bad.csv"]
    assert found["current_release"] is None and found["releases"] == []
    assert found["disk"] in ("encrypted", "not encrypted", "cannot tell")
    assert "strategic" in found["undecided_audiences"]
    assert any("decided_by" in w for w in found["warnings"])
    assert filled.run("status").exit_code == 0


def test_status_names_a_notes_file_that_pages_pass_over(filled) -> None:
    notes = filled.home / "notes"
    notes.mkdir(exist_ok=True)
    (notes / "october.toml").write_text('[[comments]]\ntext = "kept to the file"\n')
    warned = [w for w in filled.json("status")["warnings"] if "october.toml" in w]
    assert len(warned) == 1 and "comments is no section of this file" in warned[0]
    assert "kept to the file" not in warned[0]


def test_status_no_longer_asks_once_role_and_date_stand_there(filled) -> None:
    names = filled.json("status")["undecided_audiences"]
    text = "".join(f'[{n}]\ndecided_by = "VEMT chair"\ndecided_on = "2026-11-02"\n' for n in names)
    (filled.home / "config" / "audiences.toml").write_text(text)
    found = filled.json("status")
    assert found["undecided_audiences"] == [] and not any("decided_by" in w for w in found["warnings"])


def test_status_of_nothing_and_of_an_open_folder(vemt) -> None:
    assert vemt.json("status")["loaded"] == []
    vemt.home.mkdir(mode=0o755)
    assert any("chmod 700" in w for w in vemt.json("status")["warnings"])


def test_erase_and_purge(filled) -> None:
    assert filled.json("erase", CHILD, "--la", "805")["rows"]["vemt_spell"] == 1
    assert filled.json("purge", "--before", "2026-01-01")["rows"]["missing_episode"] == 0
    assert filled.run("erase", CHILD, "--la", "Nowhere").exit_code == 2
    asked = filled.run("erase", CHILD)
    assert asked.exit_code == 3 and "Nothing was removed" in asked.stderr
    assert CHILD not in (filled.home / "logs" / "vemt.log").read_text()


def test_what_went_is_counted_in_the_singular_too(capsys) -> None:
    keeping._told(Removed({"child": 1}, 1, 2, 3), "Erased", False)
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Erased: 1 row, 1 rejected row, 2 frozen and 3 live members of figures.")


def test_status_says_that_what_is_current_was_withdrawn(vemt) -> None:
    releases, current = vemt.home / "releases", "2026-10-31-0123456789ab"
    releases.mkdir(parents=True)
    (releases / "current").write_text(current, "utf-8")
    assert "withdrawn" not in vemt.run("status").stdout
    line = {"release_id": current, "withdrawn": "A wrong list.", "withdrawn_on": "2026-11-20"}
    (releases / HISTORY).write_text(json.dumps([line]), "utf-8")
    said = vemt.run("status").stdout
    assert f"released {current}, which was withdrawn" in said
    assert any("was withdrawn (A wrong list) and there is none before it" in w for w in vemt.json("status")["warnings"])


def test_erase_without_a_warehouse(vemt) -> None:
    result = vemt.run("erase", CHILD, "--yes")
    assert result.exit_code == 3 and "no warehouse" in result.stderr


def test_resolve_leads_home(vemt, tmp_path: Path) -> None:
    lookup, rows, out = tmp_path / "lookup.csv", tmp_path / "members.csv", tmp_path / "named.csv"
    lookup.write_text("pseudonym,local_id\nabcd1234,4711\n")
    rows.write_text("la_code,unit\nE06000001,abcd1234\nE06000001,abcd1234-20260901-A\nE06000001,other\n=1+1,x\n")
    assert vemt.json("resolve", rows, "--lookup", lookup, "--out", out) == {
        "rows": 4,
        "resolved": 2,
        "out": str(out),
    }
    with out.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file))
    assert [r[0] for r in found] == ["local_id", "4711", "4711", "", ""] and found[4][1] == "'=1+1"
    assert out.stat().st_mode & 0o077 == 0 or os.name != "posix"
    assert vemt.run("resolve", rows, "--lookup", lookup, "--out", out).exit_code == 3
    assert vemt.run("resolve", rows, "--lookup", rows, "--out", tmp_path / "x.csv").exit_code == 3


def test_resolve_reads_what_vemt_prints_as_json(vemt, tmp_path: Path) -> None:
    lookup, rows, out = tmp_path / "lookup.csv", tmp_path / "rejects.json", tmp_path / "named.csv"
    lookup.write_text("pseudonym,local_id\nabcd1234,4711\n")
    rows.write_text('{"members": [{"unit": "abcd1234", "value": null}]}')
    assert vemt.json("resolve", rows, "--lookup", lookup, "--out", out)["resolved"] == 1
    rows.write_text("{")
    assert vemt.run("resolve", rows, "--lookup", lookup, "--out", tmp_path / "y.csv").exit_code == 3


def test_seal_and_open(vemt, tmp_path: Path) -> None:
    plain = tmp_path / "extract.csv"
    plain.write_text("a,b\n1,2\n")
    public = vemt.json("seal-key", tmp_path / "in.key")["public_key"]
    sealed = vemt.json("seal", plain, "--to", public)["sealed"]
    assert sealed == str(plain) + ".age"
    plain.unlink()
    assert vemt.json("open", sealed, "--key", tmp_path / "in.key")["opened"] == str(plain)
    assert plain.read_text() == "a,b\n1,2\n"
    assert vemt.run("seal", plain).exit_code == 2
    assert vemt.run("open", sealed).exit_code == 2
    assert vemt.run("open", plain, "--key", tmp_path / "in.key").exit_code == 2
    again = vemt.run("open", sealed, "--key", tmp_path / "in.key")
    assert again.exit_code == 3 and "left alone" in again.stderr
    (tmp_path / "keys.txt").write_text(f"# data lead\n{public}\n")
    assert vemt.json("seal", plain, "--to-file", tmp_path / "keys.txt", "--out", tmp_path / "b.age")["receivers"] == 1


def test_members_say_how_many_were_erased(filled) -> None:
    asked = ("members", "missing_episodes", "--period", "2026-27-Q2", "--area", "E06000001", "--release", "R1")
    where = ("missing_episodes", "quarter", date(2026, 7, 1), "E06000001")
    rows = [(*where, unit, date(2026, 9, 1), {}, None, None) for unit in (f"{CHILD}-20260901", "EPISODE_OF_ANOTHER")]
    with open_warehouse(filled.home / "warehouse.duckdb") as con:
        members = pd.DataFrame(rows, columns=list(ledger_store.MEMBERS))
        ledger_store.record_proposal(con, "R1", date(2026, 9, 30), members, members[:0])
        ledger_store.publish(con, "R1", pd.DataFrame(columns=list(ledger_store.LEDGER)))
    before = filled.run(*asked, "--basis", "frozen")
    assert CHILD in before.stdout and "erased" not in before.stderr
    assert filled.json("erase", CHILD)["frozen_members"] == 1
    after = filled.run(*asked, "--basis", "frozen")
    assert CHILD not in after.stdout and "EPISODE_OF_ANOTHER" in after.stdout
    assert "1 member of this figure's total was erased" in " ".join(after.stderr.split())
    assert "erased" not in filled.run(*asked).stderr, "of its live members none was held"
    assert not [f for f in filled.home.rglob("*") if f.is_file() and CHILD.encode() in f.read_bytes()]
