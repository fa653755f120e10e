"""The inspection workbook in its real format to extracts: made-up children, from the shared data."""

import re

import pytest
from conftest import House
from raw_home import Home, read

from etl.load import load_folder
from etl.pseudonymise import PseudonymiseError, pseudonymise
from etl.pseudonymise.raw import read_sheets
from etl.sources.annexa import answer, place_code


@pytest.fixture
def made(tmp_path, shared_data):
    home = Home(tmp_path)
    report = pseudonymise(shared_data / "annexa", "annexa", "805", home.key, home.out, lookup=home.lookup)
    return home, report


def test_looked_after_children_and_their_latest_placement(made):
    home, report = made
    (child,), (care,) = list(home.out.glob("*child*")), list(home.out.glob("*care*"))
    assert sorted([r["birth_month"], r["sex"], r["care_status"], r["disability"]] for r in read(child)) == [
        ["2002-02", "F", "CLA", "N"], ["2003-07", "M", "", "Y"], ["2003-12", "F", "CLA", "N"],
        ["2007-05", "F", "CLA", "Y"], ["2018-03", "M", "CLA", "N"],
    ]  # fmt: skip
    assert sorted((r["start_date"], r["end_date"], r["placement"]) for r in read(care)) == [
        ("2009-07-27", "2020-09-22", "SUPPORTED"), ("2009-11-02", "", "FOSTER"), ("2009-11-02", "", "FOSTER"),
        ("2019-07-08", "", "FOSTER"), ("2020-06-11", "", "FOSTER"),
    ]  # fmt: skip
    assert "in_or_out" not in read(care)[0] and "ehc_plan" not in read(child)[0]
    assert any("no missing extract" in note for note in report.notes)
    assert any("neither looked after nor in the lookup" in note for note in report.notes)
    dropped = {h for headers in report.dropped.values() for h in headers}
    assert {"Allocated Worker", "Placement postcode", "URN of Placement"} <= dropped


def test_nothing_raw_gets_out_and_what_is_made_loads(made, shared_data):
    home, _ = made
    sheets = read_sheets(shared_data / "annexa" / "annex_a.xlsx")
    raw = {c.strip() for s in sheets for row in s.rows[1:] for c in row if len(c.strip()) > 5}
    births = {r[s.rows[0].index("Date of Birth")] for s in sheets if "Date of Birth" in s.rows[0] for r in s.rows[1:]}
    text = "".join(p.read_text() for p in home.out.iterdir())
    out = {c for p in home.out.iterdir() for row in read(p) for c in row.values()}
    days = {c for c in out if re.fullmatch(r"\d{4}-\d{2}-\d{2}", c)}
    assert not (raw - days) & out, "of the cells of the workbook only days of placements leave"
    assert not any(b in text for b in births - days if b)
    found = load_folder(House(home.root / "w").home, home.out).files
    assert [(f.extract, f.accepted, f.rejected) for f in found] == [("care_period", 5, 0), ("child", 5, 0)]


def test_placements_of_before_are_not_replaced(made):
    home, _ = made
    (line,) = [r for r in read(home.out / "manifest.csv") if r["table_name"] == "care_period"]
    assert line["period_from"][:7] == line["period_to"][:7] == line["extracted_at"][:7]


def test_a_workbook_without_list_8_is_refused(tmp_path):
    home = Home(tmp_path)
    (home.raw / "list7.csv").write_text("Child Unique ID,Child Protection Plan Start Date\n1,05/01/2026\n")
    with pytest.raises(PseudonymiseError, match="list 8"):
        pseudonymise(home.raw, "annexa", "805", home.key, home.out)


def test_lettered_answers():
    assert [answer(c) for c in ("b) Female", "Yes", "")] == ["Female", "Yes", ""]
    assert [place_code(c) for c in ("f) U6: Foster", "K2 - home", "Foster", "")] == ["U6", "K2", "", ""]
