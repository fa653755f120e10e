"""Large files with identifying data are refused; what is stored already is unchanged; strict cells fail no test."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from large.messy_rows import DAY, GOOD_REFS

from data_contracts.identifier_values import VALUE_TESTS, prose, raw_references
from data_contracts.vocabularies import BLANKS
from etl.large import source
from etl.large.strict import REF
from etl.load import load_folder
from etl.warehouse import open_warehouse

HEAD = "child_ref,la_code,start_at"


@pytest.fixture
def load(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "LARGE_FROM", 0)
    folder = tmp_path / "in"
    folder.mkdir()

    def of(head, *lines):
        (folder / "missing.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
        return load_folder(tmp_path / "home", folder).files[0]

    return of


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (f"{HEAD},contact", "{},E06000001,2024-01-01,someone@example.org"),
        (f"{HEAD},area", "{},E06000001,2024-01-01,TS1 3BA"),
        (f"{HEAD},episode_ref", "{},E06000001,2024-01-01,A12345678901B"),
        (f"{HEAD},forename", "{},E06000001,2024-01-01,x"),
    ],
)
def test_identifying_data_is_refused(load, tmp_path, head, line):
    file = load(head, *(line.format(ref) for ref in GOOD_REFS[:6]))
    assert (file.status, file.rows_read) == ("refused", 0)
    assert file.problems and "identifying" in file.reason
    with open_warehouse(tmp_path / "home" / "warehouse.duckdb", read_only=True) as con:
        assert con.execute("select count(*) from held.missing_episode").fetchall() == [(0,)]


def test_dates_with_the_month_first_are_refused(load):
    file = load(HEAD, *(f"{ref},E06000001,01/2{n}/2024" for n, ref in enumerate(GOOD_REFS[:6])))
    assert file.status == "refused" and "month first" in file.reason


def test_what_is_stored_is_unchanged(load):
    lines = [f"{ref},E06000001,2024-01-01 10:00" for ref in GOOD_REFS[:6]]
    first, second = load(HEAD, *lines), load(HEAD, *lines)
    assert (first.status, second.status, second.accepted) == ("loaded", "unchanged", 6)


@settings(max_examples=300, deadline=None)
@given(st.from_regex(re.compile(f"(?:{REF})|(?:{DAY})", re.ASCII), fullmatch=True))
def test_strict_cells_fail_no_test_and_are_no_blanks(cell):
    assert cell.lower() not in BLANKS
    tests = (*VALUE_TESTS, prose("child_ref"), raw_references("child ref", "child_ref"))
    assert not [t.name for t in tests if t is not None and t.matches(cell)]
