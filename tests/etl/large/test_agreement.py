"""The large way and the plain way load the same file to the same rows, faults, counts and words."""

import json
import random
from pathlib import Path

import duckdb
import pytest
from large.messy_rows import write_messy

from data_contracts.tables import TABLES
from etl.large import doubles, source
from etl.load import check_folder, load_folder

HOUSE = {
    "load_file": "select * exclude (loaded_at) from load_file",
    "problem": "from problem",
    "supplied_column": "from supplied_column",
}


def loaded(monkeypatch, folder: Path, home: Path, least: int) -> tuple[dict, dict]:
    """Report and warehouse of loading `folder` with files of `least` bytes going the large way."""
    monkeypatch.setattr(source, "LARGE_FROM", least)
    (folder / "manifest.csv").unlink(missing_ok=True)
    looked = check_folder(home, folder).as_json()
    report = load_folder(home, folder).as_json()
    assert looked == report, "checking says what loading does"
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        rows = {n: con.execute(sql).fetchall() for n, sql in HOUSE.items()}
        rows |= {n: con.execute(f"from held.{n}").fetchall() for n in TABLES}
        cells = con.execute("select file_id, row_number, cells from rejected_row").fetchall()
    found = {n: sorted(map(repr, r)) for n, r in rows.items()}
    found["rejected_row"] = sorted(repr((f, r, json.loads(c))) for f, r, c in cells)
    return report, found


def assert_agree(monkeypatch, folder: Path, tmp_path: Path) -> dict:
    """Both ways; the report of the large one."""
    plain_report, plain = loaded(monkeypatch, folder, tmp_path / "plain", 1 << 40)
    large_report, large = loaded(monkeypatch, folder, tmp_path / "large", 0)
    for table in plain:
        assert large[table] == plain[table], table
    assert large_report == plain_report
    return large_report


@pytest.fixture
def went_large(monkeypatch):
    """How many files were judged in the database."""
    from etl.large import judging

    seen = []
    witness = judging.bear_witness
    monkeypatch.setattr(judging, "bear_witness", lambda staged: (seen.append(staged), witness(staged)))
    return seen


SEEDS = [*range(3), *(pytest.param(n, marks=pytest.mark.slow) for n in range(3, 30))]


@pytest.mark.parametrize("seed", SEEDS)
def test_messy_files_agree(monkeypatch, tmp_path, went_large, seed):
    folder = tmp_path / "in"
    folder.mkdir()
    rng = random.Random(seed)
    name = rng.choice(("missing.csv", "missing-hartlepool-2024-03-01.csv"))
    write_messy(folder / name, seed, 400)
    if seed % 2:
        monkeypatch.setattr(doubles, "_AT_ONCE", 100)  # children take turns, as in files of many million rows
    report = assert_agree(monkeypatch, folder, tmp_path)
    file = report["files"][0]
    assert file["rows_read"] == file["accepted"] + file["rejected"] + file["duplicates"]
    if file["status"] == "loaded":
        assert went_large and file["rejected"] and file["accepted"]


def _month(path: Path, month: int) -> None:
    """Episodes that begin in one month of 2024 and last for two: every child's overlap with those of the next file."""
    rows = [
        f"c{i:015},E0600000{1 + i % 2},2024-0{month}-{i:02} 10:00,2024-0{month + 2}-{i:02} 12:00,{source_of}"
        for i in range(1, 21)
        for source_of in ("POLICE", "LA")
    ]
    rows.append(rows[6].replace("POLICE", ""))
    rows += [rows[3], rows[4].replace("-03 12:00", "-04 12:00"), rows[5].replace("c0", "no! ")]
    path.write_text("\n".join(["child_ref,la_code,start_at,end_at,source", *rows]), encoding="utf-8")


def test_overlaps_across_files_agree(monkeypatch, tmp_path, went_large):
    """Two files of one load, then a third that comes later."""
    first, later = tmp_path / "in", tmp_path / "later"
    first.mkdir(), later.mkdir()
    _month(first / "missing-1.csv", 1), _month(first / "missing-2.csv", 2), _month(later / "missing-3.csv", 3)
    told = assert_agree(monkeypatch, first, tmp_path)["files"] + assert_agree(monkeypatch, later, tmp_path)["files"]
    across = [p for f in told for p in f["problems"] if p["rule"] == "overlap_across_files"]
    assert len(went_large) == 6 and len(across) == 3 and all(p["others"] for p in across)
    assert {"duplicate_key", "duplicate_row", "same_key"} <= {p["rule"] for p in told[0]["problems"]}


def test_a_changed_key_is_seen_in_both_ways(monkeypatch, tmp_path, went_large):
    for name, key in (("before", "a"), ("after", "b")):
        folder = tmp_path / name
        folder.mkdir()
        rows = [f"{key}{i:015},E06000001,2024-01-{i:02} 10:00" for i in range(1, 21)]
        (folder / "missing.csv").write_text("\n".join(["child_ref,la_code,start_at", *rows]), encoding="utf-8")
        file = assert_agree(monkeypatch, folder, tmp_path)["files"][0]
    assert went_large and "changed_key" in {p["rule"] for p in file["problems"]}


def _put(folder: Path, name: str, head: str, *rows: str) -> None:
    (folder / name).write_text("\n".join([head, *rows]), encoding="utf-8")


def _children(prefix: str, n: int) -> list[str]:
    return [f"{prefix}{i:015}" for i in range(1, n + 1)]


def test_large_files_beside_smaller_ones_agree(monkeypatch, tmp_path, went_large):
    """Two large files of missing episodes, with the list, placements, interviews and the bridge that refer to them."""
    folder = tmp_path / "in"
    folder.mkdir()
    kids = _children("c", 12)
    _put(folder, "list-2026-02.csv", "child_ref,la_code,added_date,birth_month,risk",
         *(f"{c},E06000001,2026-01-{i:02},2010-0{1 + i % 9},High" for i, c in enumerate(kids[:8], 1)))  # fmt: skip
    _put(folder, "care_period.csv", "child_ref,la_code,start_date,end_date",
         *(f"{c},E06000001,2026-01-01,2026-02-03" for c in kids[:3]))  # fmt: skip
    _put(folder, "missing-2026-02.csv", "child_ref,la_code,start_at,end_at,missing_from,source,rhi_offered",
         *(f"{c},E06000001,2026-02-{i:02} 10:00,2026-02-{i + 1:02} 09:00,CARE_FOSTER,{side},Y"
           for i, c in enumerate(kids, start=1) for side in ("POLICE", "AUTHORITY")),
         "no!,E06000001,2026-02-01,,HOME,,N",
         f"{kids[0]},E06000001,1999-02-01 10:00,1999-02-02,HOME,POLICE,Y")  # fmt: skip
    _put(folder, "missing_episode-2026-02.csv", "episode_ref,child_ref,la_code,start_at,end_at",
         *(f"EPIS_{i},{c},E06000001,2026-02-{i:02} 10:00," for i, c in enumerate(kids, start=1)),
         "EPIS_99,,E06000001,2026-02-01,")  # fmt: skip
    _put(folder, "return_interview-2026-02.csv", "rhi_ref,la_code,offered,accepted",
         *(f"RHIN_{i},E06000001,Y,Y" for i in range(1, 13)))  # fmt: skip
    _put(folder, "return_interview_episode-2026-02.csv", "rhi_ref,episode_ref,la_code",
         *(f"RHIN_{i},EPIS_{i},E06000001" for i in range(1, 13)),
         "RHIN_1,EPIS_99,E06000001", "RHIN_2,EPIS_77,E06000001",
         f"RHIN_3,{kids[2]}-202602031000-P,E06000001")  # fmt: skip
    files = {f["extract"]: f for f in assert_agree(monkeypatch, folder, tmp_path)["files"]}
    assert len(went_large) == 4, "both of them, checked and loaded"
    said = {name: {p["rule"] for p in f["problems"]} for name, f in files.items()}
    assert {"child_not_on_list", "not_in_care", "before_birth", "not_a_reference"} <= said["missing"]
    assert (files["missing"]["accepted"], files["missing"]["rejected"]) == (24, 2)
    bridge = files["return_interview_episode"]
    assert (bridge["accepted"], bridge["rejected"]) == (13, 2) and said["return_interview_episode"] == {"orphan"}


def test_orphans_come_back_with_a_large_file(monkeypatch, tmp_path, went_large):
    """A bridge that came before its episodes: refused, then taken in when the large file is there."""
    first, later = tmp_path / "in", tmp_path / "later"
    first.mkdir(), later.mkdir()
    _put(first, "return_interview.csv", "rhi_ref,la_code,offered", *(f"RHIN_{i},E06000001,Y" for i in range(1, 7)))
    _put(first, "return_interview_episode.csv", "rhi_ref,episode_ref,la_code",
         *(f"RHIN_{i},EPIS_{i},E06000001" for i in range(1, 7)))  # fmt: skip
    _put(later, "missing_episode.csv", "episode_ref,child_ref,la_code,start_at",
         *(f"EPIS_{i},{c},E06000001,2026-02-{i:02} 10:00" for i, c in enumerate(_children("d", 5), 1)))  # fmt: skip
    refused = {f["extract"]: f for f in assert_agree(monkeypatch, first, tmp_path)["files"]}
    assert refused["return_interview_episode"]["rejected"] == 6
    assert_agree(monkeypatch, later, tmp_path)
    assert went_large
    with duckdb.connect(tmp_path / "large" / "warehouse.duckdb", read_only=True) as con:
        assert con.execute("select count(*) from return_interview_episode").fetchall() == [(5,)]


STARTS = ("2024-01-05 10:00,2024-01-05 12:00", "2024-01-06 10:00,2024-01-06 10:00", "2024-01-08 10:00,",
          "2024-01-07 10:00,2024-01-07 09:00", ",2024-01-09 10:00", "2024-13-10 10:00,", "no date,2024-01-11 10:00",
          "01/01/1900,")  # fmt: skip


def test_copies_agree_however_they_begin_and_end(monkeypatch, tmp_path, went_large):
    """Exact copies, far apart in the file: also of rows that no other one overlaps with, and of refused ones."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [f"{c},E06000001,{start}" for c, start in zip(_children("c", len(STARTS)), STARTS, strict=True)]
    _put(folder, "missing.csv", "child_ref,la_code,start_at,end_at", *rows, *(f" {r}" for r in rows), *rows)
    file = assert_agree(monkeypatch, folder, tmp_path)["files"][0]
    assert went_large and (file["rows_read"], file["duplicates"]) == (3 * len(STARTS), 2 * len(STARTS))


def test_short_overlaps_agree(monkeypatch, tmp_path, went_large):
    """Rows that begin within an hour of each other, touch, hold each other, or begin together beside a copy."""
    folder = tmp_path / "in"
    folder.mkdir()
    one, two, three, four = _children("c", 4)
    day = "2024-01-05"
    _put(folder, "missing.csv", "child_ref,la_code,start_at,end_at,source",
         f"{one},E06000001,{day} 10:00,{day} 10:45,POLICE", f"{one},E06000001,{day} 10:30,{day} 11:00,POLICE",
         f"{two},E06000001,{day} 10:00,{day} 11:00,POLICE", f"{two},E06000001,{day} 11:00,{day} 12:00,POLICE",
         f"{three},E06000001,{day} 10:00,{day} 20:00,POLICE", f"{three},E06000001,{day} 11:00,{day} 11:30,POLICE",
         f"{three},E06000001,{day} 12:00,{day} 12:30,POLICE", f"{three},E06000001,{day} 12:00,{day} 12:30,POLICE",
         f"{four},E06000001,{day} 10:00,{day} 11:00,POLICE", f"{four},E06000001,{day} 10:00,{day} 11:00,POLICE",
         f"{four},E06000001,{day} 10:00,{day} 10:30,LA")  # fmt: skip
    file = assert_agree(monkeypatch, folder, tmp_path)["files"][0]
    pairs = {p["rule"]: p.get("pairs") for p in file["problems"]}
    assert went_large and file["duplicates"] == 2 and {"overlap", "duplicate_row"} <= set(pairs)
    assert [2, 3] in pairs["overlap"] and [4, 5] not in pairs["overlap"]


def test_cells_beyond_the_last_header_agree(monkeypatch, tmp_path, went_large):
    """In rows that are strict otherwise, where no answer may be combined with another."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [f"{c},E06000001,2024-01-{n:02} 10:00" for n, c in enumerate(_children("c", 9), start=1)]
    _put(folder, "missing.csv", "child_ref,la_code,start_at", *rows[:4], rows[4] + ",slipped", rows[5] + ",", *rows[6:])
    file = assert_agree(monkeypatch, folder, tmp_path)["files"][0]
    assert went_large and file["rejected"] == 1 and [p["rule"] for p in file["problems"]] == ["extra_cells"]
