"""Bytes to sheets: encodings, delimiters, row numbers, workbooks, and which extract a sheet is."""

import datetime as dt
import io

import pytest
import xlsxwriter

from data_contracts.kit import contracts
from etl.read.fit import NoFit, fit
from etl.read.sheet import EXTRA_CELLS, Unreadable
from etl.read.text import read_text
from etl.read.workbook import read_file, read_workbook

TEXT = "child_ref;start_at\nAB‘1’;05/04/2024\n\nAB2;é\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_encoding_gives_the_same_cells_and_row_numbers(encoding: str) -> None:
    sheet = read_text(TEXT.encode(encoding))
    assert list(sheet.frame.columns) == ["child_ref", "start_at", EXTRA_CELLS]
    assert sheet.frame["child_ref"].to_dict() == {2: "AB'1'", 4: "AB2"}
    assert sheet.frame.loc[4, "start_at"] == "é"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter: str) -> None:
    sheet = read_text(f'a{delimiter}b\n"x{delimiter}\ny"{delimiter}2\n1{delimiter}2\n'.encode())
    assert sheet.frame["b"].to_dict() == {2: "2", 3: "2"}
    assert sheet.frame.loc[2, "a"] == f"x{delimiter if delimiter != chr(9) else ''} y".replace(" y", " y")


def test_blank_first_row_and_title_row_are_counted() -> None:
    assert list(read_text(b"\na,b,c\n1,2,3\n").frame.index) == [3]
    assert list(read_text(b"VEMT list,,\n,,\na,b,c\n1,2,3\n").frame.index) == [4]


def test_a_slipped_row_is_marked() -> None:
    assert read_text(b"a,b\n1,2,3\n1,2\n").frame[EXTRA_CELLS].to_list() == ["Y", ""]


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "no bytes"), (b"\x00\x01\x02\x03abc", "neither text nor a workbook"), (b"PK\x03\x04junk", "cannot be read")],
)
def test_unreadable_files_say_why(tmp_path, data: bytes, words: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=words):
        read_file(path)


def test_twice_the_same_header_and_cells_without_a_header_are_refused() -> None:
    assert "columns A, C" in read_text(b"a,b,a\n1,2,3\n").fault
    assert "column B" in read_text(b"a,,c\n1,2,3\n").fault
    assert not read_text(b"a,,c\n1,,3\n").fault


def _workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Meetings")
        book.add_worksheet("Empty")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(1, 0, ["meeting ref", "planned date", "n", "yes"])
        sheet.write(3, 0, "M-1")
        sheet.write_datetime(3, 1, dt.datetime(2026, 9, 30), day)
        sheet.write(3, 2, 4)
        sheet.write(3, 3, True)
    return out.getvalue()


def test_workbook_gives_iso_dates_and_excel_row_numbers() -> None:
    (sheet,) = read_workbook(_workbook())
    assert sheet.name == "Meetings"
    assert sheet.frame.index.to_list() == [4]
    assert sheet.frame.iloc[0].to_list() == ["M-1", "2026-09-30", "4", "true", ""]


def test_headers_decide_the_extract_whatever_their_spelling() -> None:
    fitted = fit(["Child ID", "DATE ADDED", "Risk level", "Remarks code"])
    assert fitted.contract.name == "list"
    assert fitted.columns["added_date"] == "DATE ADDED"
    assert fitted.unknown == ("Remarks code",)


@pytest.mark.parametrize("name", list(contracts()))
def test_each_extract_is_recognised_by_its_own_headers(name: str) -> None:
    assert fit(list(contracts()[name].fields)).contract.name == name
    assert fit([*contracts()[name].compulsory(), "la_code"], [name]).contract.name == name


def test_a_refusal_names_missing_extra_and_nearly_right_headers() -> None:
    with pytest.raises(NoFit) as refused:
        fit(["child_ref", "strat_at", "police_risk", "colour"])
    words = str(refused.value)
    assert "nearest is missing" in words and "missing: start_at" in words
    assert "'strat_at' may be meant for start_at" in words and "not known: 'colour'" in words


def test_a_first_row_of_data_is_never_repeated() -> None:
    with pytest.raises(NoFit) as refused:
        fit(["Jane", "01/02/2010", "High"])
    assert "Jane" not in str(refused.value)


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(NoFit, match="both mean child_ref"):
        fit(["child_ref", "child id", "start_at"])
