"""An authority that has only a spreadsheet: from its own list to a page's figure, as docs/install.md tells it."""

import tomllib
from datetime import date

import openpyxl
import pytest

from data_contracts.kit import contracts
from etl.pseudonymise import PseudonymiseError, as_toml, proposed
from etl.pseudonymise.column_map import FIELDS, read_map

HEADS = ["Child name", "LCS number", "DOB", "Gender", "Category", "RAG", "Date aded", "Date removed", "Notes"]
ROWS = [
    ["Canary Person", 100234, date(2010, 3, 4), "Female", "Exploited", "Red", date(2026, 6, 3), None, "secret canary"],
    ["Canary Person", 100235, date(2009, 7, 14), "Male", "Missing", "Amber", date(2026, 5, 20), date(2026, 9, 18), ""],
    ["Canary Person", 100236, date(2011, 1, 30), "Male", "Vulnerable", "Green", date(2026, 9, 9), None, ""],
]  # fmt: skip


@pytest.fixture
def own_list(tmp_path):
    """The group's own workbook: a title above the headers, a second sheet that is no list."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["VEMT list"], [], HEADS, *ROWS):
        sheet.append(row)
    book.create_sheet("Contacts").append(["Agency", "Telephone"])
    book.save(tmp_path / "my-list-2026-10-31.xlsx")
    return tmp_path / "my-list-2026-10-31.xlsx"


def test_a_map_is_proposed_from_headers_alone(own_list):
    found = proposed(own_list)
    assert found.columns == {
        "child_ref": "LCS number", "birth_month": "DOB", "sex": "Gender", "category": "Category",
        "added_date": "Date aded", "removed_date": "Date removed",
    }  # fmt: skip
    assert set(found.guessed) == {"child_ref", "added_date"} and found.unused == ("Child name", "RAG", "Notes")
    text = as_toml(found)
    assert tomllib.loads(text)["drop"] == ["Child name", "RAG", "Notes"]
    assert "Canary" not in text and "100234" not in text and 'added_date = "Date aded"   # guessed: check' in text


@pytest.mark.parametrize("name", FIELDS)
def test_every_header_that_loading_knows_is_proposed(tmp_path, name):
    also = [h for h, f in contracts()["list"].headers().items() if f == name]
    for header in also:
        heads = ["Date referred" if name == "category" else "Category", "Ethnic origin", header]
        (tmp_path / "list.csv").write_text(",".join(heads) + "\n", encoding="utf-8")
        if name != "ethnicity":
            assert proposed(tmp_path / "list.csv").columns[name] == header


def test_headers_that_say_nothing_are_no_map(tmp_path):
    (tmp_path / "list.csv").write_text("One,Two,Three\nCanary,2,3\n", encoding="utf-8")
    with pytest.raises(PseudonymiseError, match="by hand") as told:
        proposed(tmp_path)
    assert "Canary" not in str(told.value)


def test_a_map_that_was_checked_is_never_overwritten(vemt, own_list, tmp_path):
    file = tmp_path / "map.toml"
    file.write_text("checked")
    assert vemt.run("column-map", own_list, "--out", file).exit_code == 3 and file.read_text() == "checked"


def test_the_first_month(vemt, own_list, tmp_path):
    key, mapped, out = tmp_path / "our.key", tmp_path / "map.toml", tmp_path / "extracts"
    assert vemt.run("new-key", key).exit_code == 0
    said = vemt.json("column-map", own_list, "--out", mapped)
    assert said["columns"]["child_ref"] == "LCS number" and "spell_ref" in said["absent"]
    mapped.write_text(mapped.read_text("utf-8").replace('"RAG", ', "").replace("# risk = \"...\"", 'risk = "RAG"')
                      + '\n[values.risk]\nRed = "VERY_HIGH"\nAmber = "MEDIUM"\n', "utf-8")  # fmt: skip
    assert read_map(mapped).columns["risk"] == "RAG"
    ours = ("--from", "list", "--la", "Hartlepool", "--key-file", key, "--map", mapped)
    told = vemt.run("pseudonymise", own_list, *ours, "--lookup", tmp_path / "lookup.csv", "--out", out)
    assert told.exit_code == 0 and "1 cells of risk" in told.output and "[values.risk]" in " ".join(told.output.split())
    assert "Canary" not in "".join(f.read_text("utf-8") for f in out.iterdir())
    assert "What was refused" not in vemt.run("load", out).output
    as_at = ("--as-at", "2026-10-31")
    vemt.json("preview", *as_at, "--sign-off", "Hartlepool", "--role", "Data owner")
    made = vemt.json("release", *as_at, "--override", "the others begin later, data lead")
    assert vemt.run("publish", made["release_id"], "--yes").exit_code == 0
    asked = ("--audience", "strategic", "--period", "2026-10", "--area")
    assert vemt.json("figure", "open_on_list", *asked, "E06000001")["value"] == 2
    assert vemt.json("figure", "open_on_list", *asked, "TEES")["status"] == "x"
