"""The administrator's workbook as it is kept: some sheets filled in, the rest still waiting."""

from pathlib import Path

import openpyxl
import pytest
from conftest import House

from data_contracts.kit import CODE_LISTS_SHEET
from etl.load import load_folder
from etl.templates import write_templates


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    write_templates(tmp_path / "templates")
    return tmp_path / "templates" / "administrator-workbook.xlsx"


def fill(source: Path, target: Path, rows: dict[str, list[dict[str, object]]]) -> None:
    book = openpyxl.load_workbook(source)
    for name, lines in rows.items():
        headers = [cell.value for cell in book[name][1]]
        for line in lines:
            book[name].append([line.get(h) for h in headers])
    book.save(target)


SEATS = {"seat": [{"seat_ref": "S1", "la_code": "TEES", "meeting_type": "STRATEGIC", "organisation": "POLICE",
                   "valid_from": "2024-01-01"}]}  # fmt: skip


def test_a_partly_filled_workbook_loads_what_it_has(house: House, workbook: Path) -> None:
    held = {"meeting_ref": "M1", "la_code": "TEES", "planned_date": "2026-09-01", "chair_present": "Y"}
    fill(workbook, house.folder / "workbook.xlsx", SEATS | {"meeting": [held]})
    found = load_folder(house.home, house.folder)
    assert {(f.sheet, f.status, f.accepted) for f in found.files} == {("seat", "loaded", 1), ("meeting", "loaded", 1)}
    assert found.exit_code == 0
    note = " ".join(f.note or "" for f in found.files)
    assert "passed over" in note and "audit_answer" in note and CODE_LISTS_SHEET not in note
    assert house.rows("select chair_present from meeting") == [(True,)]


def test_an_empty_workbook_says_that_there_are_no_rows(house: House, workbook: Path) -> None:
    fill(workbook, house.folder / "workbook.xlsx", {})
    found = load_folder(house.home, house.folder)
    assert {f.status for f in found.files} == {"refused"}
    assert all("no rows" in str(f.reason) for f in found.files)
    assert CODE_LISTS_SHEET not in {f.sheet for f in found.files}


def test_a_sheet_that_the_manifest_names_is_not_passed_over(house: House, workbook: Path) -> None:
    fill(workbook, house.folder / "workbook.xlsx", SEATS)
    (house.folder / "manifest.csv").write_text("file,sheet,table_name\nworkbook.xlsx,audit,audit\n", "utf-8")
    found = {f.sheet: f for f in load_folder(house.home, house.folder).files}
    assert set(found) == {"seat", "audit"}
    assert found["seat"].status == "loaded"
    assert found["audit"].status == "refused"
