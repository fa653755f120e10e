"""Who tries things for the first time is told what to mend in a sentence, and of no fault of ours."""

import tomllib
from datetime import date

import pytest
import xlsxwriter

from etl.pseudonymise import PseudonymiseError, as_toml, new_key, proposed, pseudonymise
from etl.warehouse import open_warehouse
from queries.catalogue import catalogue
from queries.coverage import Coverage

BUILT = "2026-10-31-0123456789ab"
HEADERS = ["LCS No.", "Date added", "Sex", "RAG", "D.O.B"]


@pytest.fixture
def book(tmp_path):
    """A list with a sheet of drop-down lists behind it, whose headers are those of the list."""
    path = tmp_path / "list-2026-10-31.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("List")
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, ["1002034", "05/09/2026", "F", "Red", "04/03/2011"])
        made.add_worksheet("Drop-downs").write_column(0, 0, ["RAG", "Red", "Amber"])
    return path


def mapped(tmp_path, text):
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    return tmp_path / "map.toml"


def test_a_sheet_of_drop_down_lists_is_no_list(book, tmp_path):
    new_key(tmp_path / "key")
    file = mapped(tmp_path, as_toml(proposed(book)).replace('"RAG"', "").replace('# risk = "..."', 'risk = "RAG"'))
    report = pseudonymise(book, "list", "Hartlepool", tmp_path / "key", tmp_path / "out", file)
    assert report.rows == 1
    assert any("child_ref and added_date" in n and "number 2, was left out" in n for n in report.notes)


def test_half_of_what_a_list_needs_is_a_fault_and_no_reason_to_leave_a_sheet_out(book, tmp_path):
    new_key(tmp_path / "key")
    with xlsxwriter.Workbook(book) as made:
        for name, last in (("April", "Date added"), ("May", "Date aded")):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, ["LCS No.", last])
            sheet.write_row(1, 0, ["1002034", "05/09/2026"])
    file = mapped(tmp_path, '[columns]\nchild_ref = "LCS No."\nadded_date = "Date added"\n')
    with pytest.raises(PseudonymiseError, match=r"sheet May has no such header.*“Date aded”"):
        pseudonymise(book, "list", "Hartlepool", tmp_path / "key", tmp_path / "out", file)


def test_the_usual_ways_to_head_the_own_number_are_proposed(book):
    assert tomllib.loads(as_toml(proposed(book)))["columns"]["child_ref"] == "LCS No."


def test_what_a_map_needs_and_lacks_is_said_at_once(vemt, tmp_path):
    (tmp_path / "list.csv").write_text("Whose,Date added,Sex\nx,y,z\n", encoding="utf-8")
    told = vemt.run("column-map", tmp_path / "list.csv", "--out", tmp_path / "map.toml").output
    assert "Needed and not found: child_ref" in told


def test_a_header_both_used_and_dropped_says_what_to_do(book, tmp_path):
    new_key(tmp_path / "key")
    file = mapped(tmp_path, 'drop = ["RAG"]\n[columns]\nchild_ref="LCS No."\nadded_date="Date added"\nrisk="RAG"\n')
    with pytest.raises(PseudonymiseError, match=r"map\.toml both uses and drops “RAG”: take it out of drop"):
        pseudonymise(book, "list", "Hartlepool", tmp_path / "key", tmp_path / "out", file)


def test_an_extract_leads_from_a_row_that_was_refused_to_the_child(vemt, book, tmp_path):
    new_key(tmp_path / "key")
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet("List")
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, ["1002034", "05/09/2026"])
        sheet.write_row(2, 0, ["1002035", "not yet"])
    file = mapped(tmp_path, as_toml(proposed(book)))
    lookup, out = tmp_path / "lookup.csv", tmp_path / "out"
    pseudonymise(book, "list", "Hartlepool", tmp_path / "key", out, file, lookup)
    assert "row 3" in vemt.run("load", out).output or vemt.json("rejects")["rejects"][0]["row_number"] == 3
    assert (
        vemt.run("resolve", next(out.glob("*list*")), "--lookup", lookup, "--out", tmp_path / "home.csv").exit_code == 0
    )
    assert (tmp_path / "home.csv").read_text("utf-8-sig").splitlines()[3 - 1].startswith("1002035,")


def test_a_fault_names_its_columns(vemt, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "hartlepool-list-2026-08.csv").write_text("child_ref,la_code,added_date\nabcd_1234,805,\n")
    assert "reject blank, rows 2, added_date: " in vemt.run("check", folder).output


def test_status_names_authorities(vemt, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "hartlepool-list-2026-08.csv").write_text("child_ref,la_code,added_date\nabcd_1234,805,2026-08-03\n")
    vemt.run("load", folder)
    told = vemt.run("status").output
    assert "list of Hartlepool" in told and "E0600" not in told


def test_a_release_that_there_is_not_is_said_before_anything_is_asked(vemt):
    told = vemt.run("publish", BUILT)
    assert told.exit_code == 2 and "vemt releases lists them" in told.output and "current?" not in told.output


def test_no_answer_is_no(vemt, monkeypatch):
    monkeypatch.setattr("commands.releasing.known_release", lambda place, release_id: None)
    told = vemt.run("publish", BUILT)
    assert told.exit_code == 3 and "--yes" in told.output and "should not have" not in told.output


@pytest.mark.parametrize("command", ["templates", "new-key"])
def test_a_place_that_cannot_be_written_is_named(vemt, tmp_path, command):
    (tmp_path / "taken").write_text("a file, no folder")
    told = vemt.run(command, tmp_path / "taken" / "in here")
    assert told.exit_code == 3
    assert (
        ("in here" in told.output or "taken: " in told.output)
        and "should not have" not in told.output
        and str(tmp_path) not in told.output
    )


def test_the_latest_review_alone_says_nothing_of_the_months_before(vemt, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "hartlepool-list-2026-10-31.csv").write_text(
        "child_ref,la_code,added_date,removed_date,last_review_date,risk\n"
        "abcd_1234,805,2026-05-03,,2026-10-20,HIGH\nabcd_1235,805,2026-05-03,2026-06-09,2026-06-02,LOW\n"
    )
    (folder / "manifest.csv").write_text(
        "file,sheet,la_code,table_name,period_from,period_to,extracted_at,schema_version,row_count,pseudonym_method\n"
        "hartlepool-list-2026-10-31.csv,,E06000001,list,2026-06-01,2026-10-31,2026-10-31,1,2,SALTED_HASH\n"
    )
    assert vemt.run("load", folder).exit_code == 0
    with open_warehouse(vemt.home / "warehouse.duckdb", read_only=True) as con:
        coverage = Coverage(con)
    months = {m: [date(2026, m, 1)] for m in (9, 10)}
    header = catalogue()["review_current"]
    wanted = {"vemt_review.review_date": [10], "vemt_review.risk": [10], "vemt_spell.added_date": [9, 10]}
    for field, covered in wanted.items():
        assert [m for m in months if coverage.authority("E06000001", header, [field], months[m])] == covered, field


@pytest.mark.parametrize("command", ["check", "load"])
def test_a_folder_without_extracts_is_said_to_be_one(vemt, tmp_path, command):
    (tmp_path / "wrong folder").mkdir()
    said = "wrong folder holds no CSV file and no workbook"
    assert said in vemt.run(command, tmp_path / "wrong folder").output
    assert any(said in note for note in vemt.json(command, tmp_path / "wrong folder")["notes"])


def test_a_manifest_with_a_misspelt_header_is_not_read_as_if_it_said_nothing(vemt, tmp_path):
    (tmp_path / "hartlepool-list-2026-08.csv").write_text("child_ref,la_code,added_date\nabcd_1234,805,2026-08-03\n")
    (tmp_path / "manifest.csv").write_text("file,perod_from,period_to\nhartlepool-list-2026-08.csv,2026-04-01,\n")
    told = vemt.run("load", tmp_path)
    assert told.exit_code == 3 and "perod_from; if it is period_from" in " ".join(told.output.split())
