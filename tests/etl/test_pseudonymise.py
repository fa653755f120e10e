"""Pseudonymising a list: what comes out, what is refused, and the lookup that leads back at home."""

import csv
import stat
from datetime import date

import pytest
import xlsxwriter
from raw_home import HEADERS, MAP, ROW, Home, read

from etl.pseudonymise import PseudonymiseError, pseudonymise


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


# --- lists -----------------------------------------------------------------------------------


def test_list_becomes_an_extract(home):
    home.put([ROW])
    report = home.run()
    (row,) = home.rows()
    assert row | {"child_ref": ""} == {
        "la_code": "E06000003", "child_ref": "", "birth_month": "2010-03", "sex": "M", "category": "V",
        "risk": "VERY_HIGH", "added_date": "2026-09-05", "removed_date": "", "removal_reason": "",
        "screening_tool": "Y", "exploitation_types": "CSE|COUNTY_LINES",
    }  # fmt: skip
    assert report.dropped == {"list 2026-09-30.csv": ["Full name", "UPN", "Post code", "Notes"]}
    assert (report.rows, report.files_written) == (1, ["redcar-and-cleveland-list-2026-09-30.csv"])
    (line,) = read(home.out / "manifest.csv")
    assert (line["la_code"], line["table_name"], line["period_from"], line["period_to"], line["extracted_at"]) == (
        "E06000003", "list", "2026-09-01", "2026-09-30", "2026-09-30",
    )  # fmt: skip


def test_window_goes_back_to_the_first_removal_shown(home):
    gone = [*ROW[:9], "14/02/2026", "Risk reduced", *ROW[11:]]
    home.put([ROW, gone])
    home.run()
    assert read(home.out / "manifest.csv")[0]["period_from"] == "2026-02-01"


@pytest.mark.parametrize("place, said", [(0, "TOTAL"), (1, "Totals"), (1, "Grand total: 2"), (13, "Total children")])
def test_a_row_of_totals_is_named_and_left_out(home, place, said):
    total = [""] * len(ROW)
    total[place], total[6] = said, "2"
    if place:
        total[0] = "2"
    home.put([ROW, [""] * len(ROW), ["7654321", "Total Eclipse", *ROW[2:]], total, ["Total", *ROW[1:]]])
    report = home.run()
    assert report.notes == ["list 2026-09-30.csv: row 5 was left out, as it is a total and not a child."]
    assert len(home.rows()) == report.rows == 3, "a row with a day of being added is a child's, whatever it is called"
    assert {r["local_id"] for r in read(home.lookup)} == {"1234567", "7654321", "TOTAL"} and not any(
        report.blanked.values()
    )


def test_rows_are_named_as_the_spreadsheet_numbers_them(home):
    home.put([])
    next(home.raw.iterdir()).unlink()
    with xlsxwriter.Workbook(home.raw / "VEMT list 30.09.2026.xlsx") as book:
        sheet = book.add_worksheet("List")
        for at, row in ((2, HEADERS), (3, ROW), (5, ["Total", "1"])):
            sheet.write_row(at, 0, row)
    (note,) = home.run().notes
    assert note == "VEMT list 30.09.2026.xlsx, sheet List: row 6 was left out, as it is a total and not a child."


def test_months_add_up_in_one_manifest(home):
    home.put([ROW])
    home.put([ROW], "list 2026-08-31.csv")
    home.run()
    (home.raw / "list 2026-08-31.csv").unlink()
    home.put([ROW], "list 2026-10.csv")
    home.run()
    files = [r["file"] for r in read(home.out / "manifest.csv")]
    assert files == [f"redcar-and-cleveland-list-2026-{d}.csv" for d in ("08-31", "09-30", "10-31")]
    assert all((home.out / f).exists() for f in files)


def test_lookup_leads_back_and_stays_at_home(home):
    home.put([ROW, ["0007654", *ROW[1:]]])
    home.run()
    lookup = {r["pseudonym"]: r["local_id"] for r in read(home.lookup)}
    assert [lookup[r["child_ref"]] for r in home.rows()] == ["1234567", "7654"]
    assert stat.S_IMODE(home.lookup.stat().st_mode) == 0o600
    home.put([["42", *ROW[1:]]])
    home.run()
    assert set(lookup) < {r["pseudonym"] for r in read(home.lookup)}, "earlier children stay in it"


@pytest.mark.parametrize("what", ["lookup", "key", "raw"])
def test_what_must_stay_at_home_is_not_let_out(home, what):
    home.put([ROW])
    if what == "lookup":
        home.lookup = home.out / "lookup.csv"
    if what == "key":
        home.key = home.key.rename(home.root / "raw" / "key")
        home.out = home.raw
    if what == "raw":
        home.out = home.root
    with pytest.raises(PseudonymiseError):
        home.run()
    assert not (home.out / "manifest.csv").exists()


def test_a_file_that_is_no_lookup_is_left_alone(home):
    home.put([ROW])
    home.lookup.write_text("something else\n")
    with pytest.raises(PseudonymiseError, match="no lookup"):
        home.run()
    assert home.lookup.read_text() == "something else\n" and not home.out.exists()


def test_a_header_that_is_not_there_is_named_with_near_misses(home):
    home.put([ROW], headers=["LCS number", "Full name", "Date of brith", *HEADERS[3:]])
    with pytest.raises(
        PseudonymiseError, match=r"birth_month is in “Date of birth”.*Near misses there: “Date of brith”"
    ):
        home.run()


def test_no_mapped_header_at_all(home):
    home.put([["a", "b"]], headers=["One", "Two"])
    with pytest.raises(PseudonymiseError, match="child_ref is in “LCS number”"):
        home.run()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("sex = ", "sexx = ", "a field sexx that there is not.*sex"),
        ("added_date = ", "referral_date = ", r"under \[columns\] where added_date"),
        ('"VERY_HIGH"', '"SEVERE"', "a code that there is not; the codes are VERY_HIGH, HIGH"),
        ("values.risk", "values.added_date", "takes no codes"),
        ('drop = ["Full name"', 'drop = ["Sex"', "both uses and drops “Sex”"),
        ("[columns]", "[columns", "not TOML"),
    ],
)
def test_maps_that_cannot_be_meant(home, old, new, says):
    home.put([ROW])
    assert old in MAP
    home.map.write_text(MAP.replace(old, new), encoding="utf-8")
    with pytest.raises(PseudonymiseError, match=says):
        home.run()


def test_a_file_without_headers_is_not_repeated(home):
    with (home.raw / "list 2026-09-30.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["Sexton Riske", *ROW[1:]], ROW])
    with pytest.raises(PseudonymiseError) as caught:
        home.run()
    assert "Nothing there looks like it" in str(caught.value)
    assert not any(cell in str(caught.value) for cell in ("Sexton", *filter(None, ROW[1:10])))


def test_month_first_dates_are_not_guessed_at(home):
    home.put([ROW, [*ROW[:8], "09/25/2026", *ROW[9:]]])
    with pytest.raises(PseudonymiseError, match="“Made active” has 1 dates that can only be month first"):
        home.run()
    assert not home.out.exists()


def test_lookup_beside_the_raw_files_is_not_read_as_one(home):
    home.put([ROW])
    home.lookup = home.raw / "lookup.csv"
    home.run()
    assert home.run().files_read == ["list 2026-09-30.csv"]


@pytest.mark.parametrize(
    ("name", "day"),
    [("VEMT 31.02.2026", "2026-02-28"), ("list_20260930", "2026-09-30"), ("Sept 2026-09", "2026-09-30"),
     ("current", "2026-09-05")],
)  # fmt: skip
def test_day_of_a_list_comes_from_its_name_or_its_dates(home, name, day):
    home.put([ROW], f"{name}.csv")
    assert home.run().files_written == [f"redcar-and-cleveland-list-{day}.csv"]


def test_words_in_code_and_date_columns_do_not_leave(home):
    home.put(
        [[*ROW[:6], "see Zebedee", "asked Anna", "05/09/2026", "moved to Aunt Polly", "Bob", "maybe", "CSE;x", ""]]
    )
    report = home.run()
    row = home.rows()[0]
    assert (row["category"], row["risk"], row["removed_date"], row["removal_reason"]) == ("", "", "", "")
    assert (row["screening_tool"], row["exploitation_types"]) == ("", "CSE")
    assert report.blanked == {"category": 1, "exploitation_types": 1, "removal_reason": 1, "removed_date": 1, "risk": 1,
                              "screening_tool": 1}  # fmt: skip


def test_excel_with_title_rows_and_true_dates(home):
    with xlsxwriter.Workbook(home.raw / "VEMT list 30.09.2026.xlsx") as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("Read me").write_string(0, 0, "Ask Zebedee")
        sheet = book.add_worksheet("Open cases")
        sheet.write_string(0, 0, "VEMT list of September")
        sheet.write_row(2, 0, HEADERS)
        sheet.write_row(3, 0, ROW)
        sheet.write_number(3, 0, 1234567)
        sheet.write_datetime(3, 2, date(2010, 3, 17), day)
        sheet.write_datetime(3, 8, date(2026, 9, 5), day)
    report = home.run()
    excel = home.rows()
    (home.raw / "VEMT list 30.09.2026.xlsx").unlink()
    home.put([ROW])
    home.run()
    assert excel == home.rows()
    assert report.notes == [
        "VEMT list 30.09.2026.xlsx: a sheet without the columns child_ref and added_date of the map, number 1, "
        "was left out."
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_encoding_and_separator(home, encoding, mark):
    name = ["Zoë – “Zed”" if c == ROW[1] else c.replace(";", " /") for c in ROW]
    text = "\r\n".join(mark.join(line) for line in (HEADERS, name))
    (home.raw / "list 2026-09-30.csv").write_bytes(text.encode(encoding))
    home.run()
    assert home.rows()[0]["birth_month"] == "2010-03"


def test_a_broken_workbook_is_named(home):
    (home.raw / "broken.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(PseudonymiseError, match=r"broken\.xlsx could not be read"):
        home.run()


def test_errors_and_reports_hold_no_cell(home):
    home.put([ROW, ["", *ROW[1:]]])
    report = str(home.run().as_json())
    for cell in (ROW[0], ROW[1], ROW[2], ROW[4], ROW[5], ROW[13]):
        assert cell not in report


def test_sources_and_authorities_are_named_when_wrong(home):
    home.put([ROW])
    with pytest.raises(PseudonymiseError, match="one of list, ssda903"):
        home.run(source="eclipse")
    with pytest.raises(PseudonymiseError, match="Hartlepool"):
        pseudonymise(home.raw, "list", "Durham", home.key, home.out, home.map)
    with pytest.raises(PseudonymiseError, match="column map"):
        pseudonymise(home.raw, "list", "805", home.key, home.out)
