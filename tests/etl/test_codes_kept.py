"""Codes of missing episodes are kept as places in their lists, and read as text, whatever version made the table."""

from pathlib import Path

import duckdb
import pytest
from conftest import House

from data_contracts.code_list import enum_of
from data_contracts.tables import TABLES
from etl.large import source
from etl.rewrite import change_and_rewrite
from etl.warehouse import open_warehouse

HEADER = "child_ref,la_code,start_at,end_at,sex,age_band,police_risk,source"
CODES = TABLES["missing_episode"].codes
SEEN = f"select child_ref, {', '.join(CODES)} from missing_episode order by 1"


def _rows(month: int) -> list[str]:
    cells = [("F", "17", "High", "police"), ("M", "0-12", "", "LA"), ("", "", "Low", "")]
    return [f"c{n:015},805,2026-0{month}-0{n} 10:00,,{','.join(row)}" for n, row in enumerate(cells, start=1)]


def _kinds(house: House, schema: str) -> dict[str, str]:
    sql = "select column_name, data_type from duckdb_columns() where schema_name = ? and table_name = 'missing_episode'"
    with house.open() as con:
        return dict(con.execute(sql, [schema]).fetchall())


@pytest.mark.parametrize("least", [0, 1 << 40], ids=["large", "plain"])
def test_codes_are_kept_as_places_and_read_as_text(house: House, monkeypatch, least: int) -> None:
    monkeypatch.setattr(source, "LARGE_FROM", least)
    house.put("missing-805-2026-01.csv", HEADER, *_rows(1))
    house.load()
    held, shown = _kinds(house, "held"), _kinds(house, "main")
    assert all(held[c].startswith("ENUM") and shown[c] == "VARCHAR" for c in CODES)
    assert {c: shown[c] for c in held if c in shown and c not in CODES}.items() <= held.items()
    assert house.rows(SEEN) == [
        ("c000000000000001", "E06000001", "M", None, "HIGH", None, "POLICE", "F", "17"),
        ("c000000000000002", "E06000001", "M", None, None, None, "AUTHORITY", "M", "0-12"),
        ("c000000000000003", "E06000001", "M", None, "LOW", None, None, None, None),
    ]


@pytest.mark.parametrize("least", [0, 1 << 40], ids=["large", "plain"])
def test_a_table_of_an_older_version_is_read_and_filled_alike(house: House, monkeypatch, least: int) -> None:
    """Texts stay texts; a list that had other codes then gets those of today, and keeps what it had."""
    monkeypatch.setattr(source, "LARGE_FROM", least)
    house.put("missing-805-2026-01.csv", HEADER, *_rows(1))
    house.load()
    expected, path = house.rows(SEEN), house.home / "warehouse.duckdb"
    _make_older(path)
    assert house.rows(SEEN) == expected
    house.clear()
    house.put("missing-805-2026-02.csv", HEADER, *_rows(2))
    assert next(iter(house.load().values())).accepted == 3
    assert house.rows(SEEN) == sorted([*expected, *expected], key=str)
    change_and_rewrite(path, lambda con: None)
    held = _kinds(house, "held")
    assert held["sex"] == "VARCHAR"
    assert held["age_band"] == enum_of((*CODES["age_band"].codes, "GONE")).replace("enum", "ENUM")
    assert house.rows(SEEN) == sorted([*expected, *expected], key=str)


def _make_older(path: Path) -> None:
    with duckdb.connect(path) as con:
        con.execute("alter table held.missing_episode alter column sex set data type varchar")
        con.execute("alter table held.missing_episode alter column age_band set data type enum('GONE', '0-12', '17')")
    open_warehouse(path).close()
