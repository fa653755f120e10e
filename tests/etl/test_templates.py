"""Templates and the data dictionary say what the contracts say, and come out the same each time."""

import csv

import openpyxl
import pandas as pd
import pytest

from data_contracts.code_list import fold
from data_contracts.identifiers import identifying_columns
from data_contracts.kit import CODE_LISTS_SHEET, contracts
from data_contracts.vocabularies import YES_NO
from etl.templates import ADMINISTRATOR, DICTIONARY, write_templates

OWN = {name: c for name, c in contracts().items() if not c.published}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("templates") / "new"
    write_templates(home)
    return home


@pytest.fixture(scope="module")
def workbook(folder):
    return openpyxl.load_workbook(folder / "administrator-workbook.xlsx")


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_one_empty_file_an_extract_and_none_for_published_ones(folder):
    assert {p.name for p in folder.iterdir()} == {f"{n}.csv" for n in OWN} | {
        "data-dictionary.csv", "data-dictionary.md", "administrator-workbook.xlsx"}  # fmt: skip
    for name, contract in OWN.items():
        assert read(folder / f"{name}.csv") == [list(contract.fields)]


def test_paths_are_handed_back(tmp_path):
    paths = write_templates(tmp_path)
    assert sorted(paths) == sorted(tmp_path.iterdir())


def test_the_same_contracts_give_the_same_bytes(folder, tmp_path):
    for path in write_templates(tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_dictionary_says_everything_about_every_column(folder):
    head, *rows = read(folder / "data-dictionary.csv")
    assert tuple(head) == DICTIONARY
    said = {(r[0], r[1]): dict(zip(head, r, strict=True)) for r in rows}
    assert set(said) == {(n, f) for n, c in OWN.items() for f in c.fields}
    for (name, field), row in said.items():
        spec = OWN[name].fields[field]
        assert row["description"] == spec.description
        assert row["national"] == spec.national
        assert row["kind"]
        assert row["need"]
        for code, words in spec.vocabulary.labels.items() if spec.vocabulary else ():
            assert f"{code} = {words}" in row["codes"]
        for rule in OWN[name].rules:
            said_of = {c for r in OWN[name].rules if r.message == rule.message for c in r.columns}
            assert (rule.message in row["rules"]) == (field in said_of)


def test_readable_dictionary_has_a_row_for_every_column(folder):
    text = (folder / "data-dictionary.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) == sum(len(c.fields) for c in OWN.values())
    # a bar inside a cell is escaped, so that every row has seven cells
    assert all(row.replace("\\|", "").count("|") == 8 for row in rows)


def test_workbook_has_one_sheet_an_extract_then_the_code_lists(workbook):
    assert workbook.sheetnames == [*ADMINISTRATOR, CODE_LISTS_SHEET]
    assert set(ADMINISTRATOR) <= set(OWN)
    for name in ADMINISTRATOR:
        rows = list(workbook[name].iter_rows(values_only=True))
        assert rows == [tuple(OWN[name].fields)]


def test_code_lists_have_a_header_each(workbook):
    first = next(workbook[CODE_LISTS_SHEET].iter_rows(max_row=1, values_only=True))
    headers = [cell for cell in first if cell]
    assert len(headers) == len(set(headers))
    assert {"risk", "risk in words", "yes_no"} <= set(headers)


def test_coded_columns_offer_their_codes_and_no_others(workbook):
    for name in ADMINISTRATOR:
        offered = {}
        for validation in workbook[name].data_validations.dataValidation:
            column = next(iter(validation.sqref.ranges)).min_col
            cells = workbook[CODE_LISTS_SHEET][validation.formula1.split("!")[1].replace("$", "")]
            offered[list(OWN[name].fields)[column - 1]] = tuple(cell.value for (cell,) in cells)
        expected = {}
        for field, spec in OWN[name].fields.items():
            if spec.kind == "code":
                expected[field] = spec.vocabulary.codes
            if spec.kind == "yes_no":
                expected[field] = YES_NO.codes
        assert offered == expected


def test_templates_pass_the_identifier_tests(folder):
    for name, contract in OWN.items():
        frame = pd.read_csv(folder / f"{name}.csv", dtype="str")
        known = {h: contract.headers()[fold(h)] for h in frame.columns}
        assert identifying_columns(frame, known) == []
        # and unclaimed, as on a sheet that is not recognised
        assert {f.column for f in identifying_columns(frame)} == set()
