"""Loading through the front door: counts, windows, idempotence, refusals, the fan-out, and what check says."""

import csv
import shutil
from pathlib import Path

import pytest
import xlsxwriter
from conftest import LIST, MISSING, House
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.load import check_folder, load_folder
from etl.read.sheet import EXTRA_CELLS

ROW = "ABCD_1,E06000001,01/09/2026,,,F,High,E,20/09/2026,Y"


def test_a_list_fans_out(house: House) -> None:
    house.put("list-hartlepool-2026-09.csv", LIST, ROW, "ABCD_2,E06000001,02/09/2026,,,M,,,,")
    report = house.load()["list-hartlepool-2026-09.csv"]
    assert (report.extract, report.la_code, report.status) == ("list", "E06000001", "loaded")
    assert (report.rows_read, report.accepted, report.rejected, report.duplicates) == (2, 2, 0, 0)
    assert house.rows("select child_ref, sex from child order by 1") == [("ABCD_1", "F"), ("ABCD_2", "M")]
    assert house.rows("select spell_ref, decision from vemt_spell order by 1")[0] == ("ABCD_1-20260901", "ACCEPTED")
    assert house.rows("select category, risk from vemt_review") == [("E", "HIGH")]
    assert house.rows("select event, recipient, sent from notification") == [("ADDED", "GP", True)]
    assert house.rows("select count(*) from lead_professional") == [(0,)]


def test_missing_fans_out_and_knows_times(house: House) -> None:
    house.put("m-2026-09.csv", MISSING, "ABCD_1,805,01/09/2026 10:00,02/09/2026 09:30,H,Y,03/09/2026",
              "ABCD_2,805,02/09/2026,03/09/2026,,,")  # fmt: skip
    house.load()
    episodes = house.rows("select episode_ref, episode_type, time_known, police_risk from missing_episode order by 1")
    assert episodes == [("ABCD_1-202609011000", "M", True, "HIGH"), ("ABCD_2-20260902", "M", False, None)]
    assert house.rows("select rhi_ref, offered, completed_time_known from return_interview") == [
        ("ABCD_1-202609011000-R", "Y", False)]  # fmt: skip
    assert house.rows("select rhi_ref, episode_ref from return_interview_episode") == [
        ("ABCD_1-202609011000-R", "ABCD_1-202609011000")]  # fmt: skip


def test_faults_are_named_by_spreadsheet_row_and_hold_no_value(house: House) -> None:
    house.put("list-hartlepool-2026-09.csv", LIST, ROW, "", "SECRETX,E06000001,31/02/2026,,,F,High,E,,", ROW,
              "ABCD_3,E06000009,02/09/2026,,,M,purple,,,", ",E06000001,02/09/2026,,,M,,,,")  # fmt: skip
    report = house.load()["list-hartlepool-2026-09.csv"]
    assert (report.rows_read, report.accepted, report.rejected, report.duplicates) == (5, 1, 3, 1)
    rows = {(p["rule"], p["severity"]): p["rows"] for p in report.problems}
    assert rows == {("not_a_date", "reject"): [4], ("not_in_list", "reject"): [6], ("blank", "reject"): [7],
                    ("duplicate_row", "warn"): [5], ("not_in_list", "warn"): [6]}  # fmt: skip
    assert "SECRETX" not in str(report) and "purple" not in str(report)
    assert len(house.rows("select * from rejected_row")) == 3


def test_loading_again_is_unchanged_with_the_stored_counts(house: House) -> None:
    house.put("list-hartlepool-2026-09.csv", LIST, ROW, "ABCD_2,E06000001,31/02/2026,,,M,,,,")
    house.put("missing-805.csv", MISSING, "ABCD_1,805,01/09/2026,,,,")
    first = load_folder(house.home, house.folder)
    content = {t: house.rows(f"select * from {t}") for t in ("load_file", "problem", "held.vemt_spell")}
    second = load_folder(house.home, house.folder)
    assert (house.folder / "manifest.csv").exists()
    assert [f.status for f in second.files] == ["unchanged", "unchanged"]
    for before, after in zip(first.as_json()["files"], second.as_json()["files"], strict=True):
        assert before | {"status": "unchanged"} == after
    assert content == {t: house.rows(f"select * from {t}") for t in content}


def test_check_says_what_load_does_and_writes_nothing(house: House) -> None:
    house.put("list-hartlepool-2026-09.csv", LIST, ROW, "ABCD_2,E06000001,31/02/2026,,,M,,,,")
    house.put("missing-805.csv", MISSING, "ABCD_9,805,01/09/2026,,,,")
    said = check_folder(house.home, house.folder)
    assert not house.home.exists() and not (house.folder / "manifest.csv").exists()
    assert said.as_json()["files"] == load_folder(house.home, house.folder).as_json()["files"]
    assert said.exit_code == 1
    assert {f.status for f in check_folder(house.home, house.folder).files} == {"unchanged"}


def test_identifying_columns_refuse_the_file_before_anything_is_stored(house: House) -> None:
    house.put("missing-805.csv", MISSING + ",Forename,DOB", "ABCD_1,805,01/09/2026,,,,,Zebedee,03/04/2010")
    report = house.load()["missing-805.csv"]
    assert report.status == "refused" and "Forename" in report.reason and "DOB" in report.reason
    assert (report.rows_read, report.accepted) == (0, 0) and "Zebedee" not in str(report)
    assert b"Zebedee" not in (house.home / "warehouse.duckdb").read_bytes()
    assert house.rows("select status, rows_read from load_file") == [("refused", 0)]


def test_a_refusal_is_forgotten_when_the_file_comes_right(house: House) -> None:
    house.put("missing-805.csv", MISSING.replace("start_at", "begin"), "ABCD_1,805,01/09/2026,,,,")
    assert house.load()["missing-805.csv"].status == "refused"
    house.put("missing-805.csv", MISSING, "ABCD_1,805,01/09/2026,,,,")
    assert house.load()["missing-805.csv"].status == "loaded"
    assert house.rows("select status from load_file") == [("loaded",)]


def test_empty_headers_only_and_declared_empty(house: House) -> None:
    (house.folder / "a.csv").write_bytes(b"")
    house.put("missing-805-2026-09.csv", MISSING)
    found = house.load()
    assert "no bytes" in found["a.csv"].reason and "no rows" in found["missing-805-2026-09.csv"].reason
    (house.folder / "manifest.csv").write_text("file,row_count\nmissing-805-2026-09.csv,0\n", encoding="utf-8")
    assert house.load()["missing-805-2026-09.csv"].status == "loaded"
    assert ("E06000001", "missing_episode") in house.rows("select distinct la_code, table_name from coverage")


def test_whose_file_it_is(house: House) -> None:
    header = "child_ref,start_at"
    house.put("missing-stockton-on-tees.csv", header, "ABCD_1,01/09/2026")
    house.put("missing.csv", header, "ABCD_1,01/09/2026")
    found = house.load()
    assert found["missing-stockton-on-tees.csv"].la_code == "E06000004"
    assert found["missing.csv"].status == "refused" and "whose file" in found["missing.csv"].reason


def test_a_manifest_declares_and_its_errors_refuse(house: House) -> None:
    house.put("a.csv", MISSING.replace(",la_code", ""), "ABCD_1,01/09/2026,,,,")
    house.put("b.csv", MISSING, "ABCD_2,806,01/09/2026,,,,", "ABCD_3,807,01/09/2026,,,,", "ABCD_4,806,05/08/2026,,,,",
              "ABCD_5,806,05/12/2026,,,,")  # fmt: skip
    house.put("c.csv", MISSING, "ABCD_1,805,01/09/2026,,,,")
    (house.folder / "manifest.csv").write_text(
        "file,la_code,period_from,period_to,extracted_at,row_count\na.csv,805,2026-09-01,2026-09-30,2026-10-02,1\n"
        "b.csv,806,2026-09-01,2026-09-30,2026-10-02,7\nc.csv,805,soon,2026-09-30,,\nd.csv,,,,,\n", "utf-8")  # fmt: skip
    found = house.load()
    assert house.rows("select la_code, cast(period_to as varchar) from load_file where file_name = 'a.csv'") == [
        ("E06000001", "2026-09-30")]  # fmt: skip
    rules = {p["rule"]: p["rows"] for p in found["b.csv"].problems}
    assert rules.pop("open_long") == [2, 4]
    assert rules == {"wrong_authority": [3], "outside_window": [4], "after_extract": [5], "row_count": []}
    assert "period_from" in found["c.csv"].reason and "not in the folder" in found["d.csv"].reason


def test_several_authorities_in_one_sheet(house: House) -> None:
    house.put("missing-2026-09.csv", MISSING, "ABCD_1,805,01/09/2026,,,,", "ABCD_1,806,01/09/2026,,,,")
    assert house.load()["missing-2026-09.csv"].la_code == "several"
    assert house.rows("select la_code, accepted from load_file order by 1") == [("E06000001", 1), ("E06000002", 1)]
    assert house.load()["missing-2026-09.csv"].status == "unchanged"


def test_the_administrators_workbook(house: House) -> None:
    with xlsxwriter.Workbook(house.folder / "admin.xlsx") as book:
        for name, rows in {
            "Meetings": [["meeting ref", "LA", "type of meeting", "planned date", "date held"],
                         ["M1", "Tees", "Strategic", "2026-09-10", "2026-09-10"]],
            "Seats": [["seat ref", "meeting type", "organisation", "valid from"],
                      ["S1", "STRATEGIC", "POLICE", "2024-01-01"]],
            "Who came": [["meeting ref", "seat ref", "present"], ["M1", "S1", "Y"]],
            "Notes": [["Please fill in"]],
        }.items():  # fmt: skip
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    found = {f.sheet: f for f in load_folder(house.home, house.folder).files}
    assert {s: (f.extract, f.la_code, f.status) for s, f in found.items() if s != "Notes"} == {
        "Meetings": ("meeting", "TEES", "loaded"), "Seats": ("seat", "TEES", "loaded"),
        "Who came": ("attendance", "TEES", "loaded")}  # fmt: skip
    assert found["Notes"].status == "refused"
    assert house.rows("select member_present from attendance") == [(True,)]


def test_same_key_and_same_child_and_start(house: House) -> None:
    header = "child_ref,la_code,start_at,episode_ref,police_risk"
    house.put("m-2026-09.csv", header, "ABCD_1,805,01/09/2026,EPIS_1,H", "ABCD_1,805,01/09/2026,EPIS_2,H",
              "ABCD_1,805,01/09/2026,EPIS_2,L", "ABCD_2,805,01/09/2026,,H", "ABCD_2,805,01/09/2026,,L")  # fmt: skip
    report = house.load()["m-2026-09.csv"]
    assert {p["rule"]: p["rows"] for p in report.problems} == {
        "duplicate_key": [4, 6], "same_key": [2, 3]}  # fmt: skip
    assert house.rows("select count(*) from missing_episode") == [(3,)]


def test_police_and_authority_each_have_a_record_of_the_same_episode(house: House) -> None:
    """The flat file may hold both sides without a reference: two records for the reconciliation to set side by side."""
    rows = [f"ABCD_1,805,01/09/2026 10:00,{source},{risk}" for source, risk in
            (("Police", "H"), ("LA", ""), ("Police", "L"), ("", ""))]  # fmt: skip
    house.put("missing-805-2026-09.csv", "child_ref,la_code,start_at,source,police_risk", *rows)
    report = house.load()["missing-805-2026-09.csv"]
    assert (report.accepted, report.rejected) == (3, 1)
    told = {p["rule"]: p["pairs"] for p in report.problems}
    assert told == {"duplicate_key": [[2, 4]], "same_key": [[2, 5], [3, 5]]}, "the last one may be either's"
    assert house.rows("select episode_ref, source from missing_episode order by 1") == [
        ("ABCD_1-202609011000", None), ("ABCD_1-202609011000-A", "AUTHORITY"), ("ABCD_1-202609011000-P", "POLICE"),
    ]  # fmt: skip


def test_a_child_unknown_to_the_list_is_said_and_goes_when_the_list_comes(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST, ROW)
    house.put("missing-805.csv", MISSING, "ABCD_1,805,01/09/2026,,,,", "ABCD_2,805,01/09/2026,,,,")
    report = house.load()["missing-805.csv"]
    assert [(p["rule"], p["severity"], p["rows"]) for p in report.problems] == [("child_not_on_list", "warn", [3])]
    assert report.warned == 0
    house.put("list-805-2026-10.csv", LIST, ROW, "ABCD_2,E06000001,01/10/2026,,,,,,,")
    found = house.load()
    assert found["missing-805.csv"].problems == [] or found["missing-805.csv"].status == "unchanged"
    assert house.rows("select * from problem where rule = 'child_not_on_list'") == []


def test_month_first_dates_are_never_guessed(house: House) -> None:
    house.put("missing-805.csv", MISSING, "ABCD_1,805,09/01/2026,,,,", "ABCD_2,805,09/23/2026,,,,")
    report = house.load()["missing-805.csv"]
    assert report.status == "refused" and "start_at" in report.reason


def test_a_large_shrink_warns(house: House) -> None:
    house.put("missing-805-2026-09.csv", MISSING, *[f"ABCD_{i},805,{i:02d}/09/2026,,,," for i in range(1, 21)])
    house.load()
    house.clear()
    house.put("missing-805-2026-09.csv", MISSING, "ABCD_1,805,01/09/2026 08:00,,,,")
    assert [p["rule"] for p in house.load()["missing-805-2026-09.csv"].problems] == ["large_shrink"]
    assert house.rows("select count(*) from missing_episode") == [(1,)]


def test_published_files_as_they_are(house: House, shared_data: Path) -> None:
    for path in (shared_data / "published").glob("*.csv"):
        shutil.copyfile(path, house.folder / path.name)
    assert {f.status for f in load_folder(house.home, house.folder).files} == {"loaded"}
    found = dict(house.rows("select area_code, coalesce(cast(episodes as varchar), status) from assessment_factor "
                            "where year_start = '2024-04-01' and factor = 'trafficking'"))  # fmt: skip
    assert found["E06000001"] == "c" and found["E06000002"] == "24" and len(found) == 6
    assert house.rows("select population from population where area_code = 'E06000002' and mid_year = 2024") == [
        (35617,)
    ]


def test_raw_statutory_files_are_refused_without_a_value(house: House, shared_data: Path) -> None:
    source = shared_data / "ssda903" / "2017-header.csv"
    shutil.copyfile(source, house.folder / source.name)
    report = house.load()[source.name]
    with source.open(encoding="utf-8-sig") as lines:
        cells = {cell for row in csv.DictReader(lines) for cell in row.values() if len(cell) > 4}
    assert report.status == "refused" and "DOB" in report.reason and "UPN" in report.reason
    assert not [c for c in cells if c in str(report.problems) + report.reason]


CELL = st.sampled_from(
    ["", "x", "ABCD_1", "ABCD_2", "805", "E06000003", "01/09/2026", "31/02/2026", "Y", "High", "a,b", '"', "=1"]
)
MESS = st.lists(st.lists(CELL, min_size=1, max_size=9), min_size=1, max_size=8)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(mess=MESS)
def test_no_row_is_ever_lost(make_house, mess: list[list[str]]) -> None:
    house = make_house()
    with (house.folder / "missing-805-2026-09.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerows([MISSING.split(","), ["ABCD_7", "805", "01/09/2026", "", "", "", ""], *mess])
    (report,) = load_folder(house.home, house.folder).files
    filled = 1 + sum(any(c.strip() for c in row) for row in mess)
    if report.status == "loaded":
        assert report.rows_read == filled == report.accepted + report.rejected + report.duplicates
        stored = house.rows("select sum(accepted), (select count(*) from held.missing_episode) from load_file")
        assert stored == [(report.accepted, report.accepted)]
        assert house.rows("select count(*) from rejected_row") == [(report.rejected,)]
    else:
        assert report.rows_read == 0 and house.rows("select count(*) from held.missing_episode") == [(0,)]


def test_house_columns_never_meet_a_header() -> None:
    assert EXTRA_CELLS.startswith("_")


@pytest.mark.skipif(not hasattr(Path, "chmod") or __import__("os").geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_loaded_with_a_note(house: House) -> None:
    house.put("missing-805.csv", MISSING, "ABCD_1,805,01/09/2026,,,,")
    house.folder.chmod(0o500)
    try:
        assert "read-only" in load_folder(house.home, house.folder).note
    finally:
        house.folder.chmod(0o700)
