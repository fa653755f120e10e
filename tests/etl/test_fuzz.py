"""500 broken files here, 2,000 in the slow run: no crash, every row counted, no cell's value said anywhere."""

import json
from pathlib import Path

import pytest
from fuzzing import CANARY, broken_file

PER_FOLDER = 125


def _load_broken(vemt, folder: Path, first: int) -> None:
    folder.mkdir()
    for seed in range(first, first + PER_FOLDER):
        name, data = broken_file(seed)
        (folder / name).write_bytes(data)
    done = vemt.run("load", folder, "--json")
    said = done.stdout + done.stderr
    assert done.exit_code in (0, 1), (first, said[-600:])
    files = json.loads(done.stdout)["files"]
    assert {f["file"] for f in files} == {p.name for p in folder.iterdir() if p.name != "manifest.csv"}
    for f in files:
        assert f["rows_read"] == f["accepted"] + f["rejected"] + f["duplicates"], f["file"]
        assert f["status"] in ("loaded", "refused", "unchanged")
        assert (f["status"] == "refused") == bool(f["reason"]), f["file"]
        assert f["status"] != "refused" or not f["rows_read"]
    for run in [vemt.run("rejects"), *([vemt.run("check", folder)] if first % 500 == 0 else [])]:
        assert run.exit_code in (0, 1), (first, run.stderr[-600:])
        said += run.stdout + run.stderr
    assert "Traceback" not in said
    shown = [line for line in said.splitlines() if CANARY in line]
    at = said.find(CANARY)
    assert not shown, (first, said[max(0, at - 300) : at + 100])
    log = vemt.home / "logs" / "vemt.log"
    assert not log.exists() or CANARY not in log.read_text()


@pytest.mark.parametrize("first", range(0, 500, PER_FOLDER))
def test_broken_files(vemt, tmp_path: Path, first: int) -> None:
    _load_broken(vemt, tmp_path / "in", first)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(500, 2_500, PER_FOLDER))
def test_more_broken_files(vemt, tmp_path: Path, first: int) -> None:
    _load_broken(vemt, tmp_path / "in", first)
