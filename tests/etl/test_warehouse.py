"""The warehouse: who may read it, who may hold it, which rows are current, what is covered."""

import itertools
import os
import re
import stat
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from conftest import LIST, MISSING, House

from data_contracts.kit import contracts
from data_contracts.tables import TABLES
from etl.load import load_folder
from etl.store import stores, stores_of
from etl.warehouse import WarehouseAbsent, WarehouseBusy, open_warehouse

REPO = Path(__file__).parents[2]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "home" / "warehouse.duckdb"
    open_warehouse(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    open_warehouse(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WarehouseAbsent, match="load a folder"):
        open_warehouse(tmp_path / "warehouse.duckdb", read_only=True)


def test_an_older_versions_warehouse_is_brought_up_to_date_when_it_is_read(house: House) -> None:
    house.put("missing-805.csv", MISSING, "ABCD_1,805,01/09/2026,,,,")
    house.load()
    with open_warehouse(house.home / "warehouse.duckdb") as con:
        con.execute("alter table problem drop column related_file")
        con.execute("drop table erased_member")
    assert house.rows("select related_file from problem") == []
    assert house.rows("select release_id from erased_member") == []
    assert house.rows("select count(*) from missing_episode") == [(1,)]


def test_a_second_process_gets_a_sentence(house: House) -> None:
    house.put("missing-805.csv", MISSING, "ABCD_1,805,01/09/2026,,,,")
    open_warehouse(house.home / "warehouse.duckdb").close()
    hold = (
        "import sys; from pathlib import Path; from etl.warehouse import open_warehouse\n"
        "con = open_warehouse(Path(sys.argv[1])); sys.stdout.write('held'); sys.stdout.flush(); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(house.home / "warehouse.duckdb")], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(REPO)},
    )  # fmt: skip
    try:
        assert holder.stdout.read(4) == b"held"
        with pytest.raises(WarehouseBusy, match="another program"):
            load_folder(house.home, house.folder)
    finally:
        holder.communicate()
    assert house.load()["missing-805.csv"].status == "loaded"


def test_every_extract_has_a_home_and_every_table_is_filled() -> None:
    assert {s.extract for s in stores()} == set(contracts())
    assert {s.table for s in stores()} == set(TABLES)


def test_every_table_column_is_fed_by_some_extract() -> None:
    fed: dict[str, set[str]] = {}
    for store in stores():
        fed.setdefault(store.table, set()).update(store.sources)
    assert fed == {name: set(table.columns) for name, table in TABLES.items()}


def test_every_field_reaches_a_table_column() -> None:
    """Some fan-out's SQL names the field or a typed column of it; published files also use some to choose rows."""
    for contract in contracts().values():
        words = {w for s in stores_of(contract) for w in re.findall(r"[a-z_0-9]+", s.sql)}
        reached = {field for column, field in contract.typed_columns().items() if column in words}
        assert reached | set(contract.filters) | {"geographic_level"} >= set(contract.fields), contract.name
        assert contract.published or "geographic_level" not in contract.fields


@pytest.mark.parametrize("store", stores(), ids=lambda s: f"{s.extract}.{s.table}")
def test_sources_name_columns_and_fields_that_exist(store) -> None:
    assert set(store.sources) <= set(TABLES[store.table].columns)
    fields = set(contracts()[store.extract].fields)
    assert set(store.requires) <= fields
    own = {c: f for c, f in store.sources.items() if c != "la_code"}
    assert not {c: f for c, f in own.items() if not fields.intersection(f)}


OLD = "ABCD_1,E06000001,01/09/2026,,,F,High,E,05/09/2026,"
FILES = {
    "list-805-2026-08.csv": [OLD, "ABCD_2,E06000001,10/08/2026,,,M,Low,E,12/08/2026,"],
    "list-805-2026-09.csv": [OLD.replace("High", "Low"),
                             "ABCD_2,E06000001,10/08/2026,20/09/2026,Other,M,Low,E,15/09/2026,"],
    "list-805-2026-10.csv": ["ABCD_3,E06000001,03/10/2026,,,F,High,E,,"],
}  # fmt: skip


def test_which_rows_are_current_does_not_depend_on_the_order_of_loading(make_house) -> None:
    seen = set()
    for order in itertools.islice(itertools.permutations(FILES), 1, 6, 3):
        house = make_house()
        for name in order:
            house.clear()
            house.put(name, LIST, *FILES[name])
            house.load()
        spells = house.rows("select spell_ref, removed_date from vemt_spell order by 1")
        reviews = house.rows("select spell_ref, review_date, risk from vemt_review order by 1, 2")
        seen.add((tuple(spells), tuple(reviews)))
    ((spells, reviews),) = seen
    assert spells == (("ABCD_1-20260901", None), ("ABCD_2-20260810", date(2026, 9, 20)), ("ABCD_3-20261003", None))
    assert reviews == (
        ("ABCD_1-20260901", date(2026, 9, 5), "LOW"), ("ABCD_2-20260810", date(2026, 8, 12), "LOW"),
        ("ABCD_2-20260810", date(2026, 9, 15), "LOW"),
    )  # fmt: skip


def test_a_file_replaces_its_own_window_of_its_own_authority_only(house: House) -> None:
    def episodes(*days: str, la: str = "805") -> list[str]:
        return [f"ABCD_{n},{la},{day},,,," for n, day in enumerate(days)]

    house.put("missing-805-2026-08.csv", MISSING, *episodes("05/08/2026", "06/08/2026"))
    house.put("missing-805-2026-09.csv", MISSING, *episodes("05/09/2026", "06/09/2026"))
    house.put("missing-806-2026-09.csv", MISSING, *episodes("07/09/2026", la="806"))
    house.load()
    house.clear()
    house.put("missing-805-2026-09.csv", MISSING, *episodes("08/09/2026"))
    house.load()
    assert [r[0] for r in house.rows("select strftime(start_at, '%d/%m') from missing_episode order by 1")] == [
        "05/08", "06/08", "07/09", "08/09"]  # fmt: skip
    assert house.rows("select count(*) from held.missing_episode") == [(6,)]


def test_coverage_counts_whole_months_from_complete_from_on(house: House) -> None:
    house.put("m.csv", "child_ref,start_at,police_risk", "ABCD_1,05/07/2026,H", "ABCD_2,05/09/2026,H")
    (house.folder / "manifest.csv").write_text(
        "file,la_code,period_from,period_to,complete_from\nm.csv,805,2026-07-01,2026-09-15,2026-07-20\n", "utf-8"
    )
    house.load()
    months = "select column_name, month_start from coverage where table_name = 'missing_episode' and column_name in "
    assert house.rows(months + "('police_risk', 'end_at') order by 1, 2") == [("police_risk", date(2026, 8, 1))]


def test_without_a_window_every_month_up_to_the_extract_is_covered(house: House) -> None:
    house.put("seat-2026-09-30.csv", "seat_ref,meeting_type,organisation,valid_from", "S1,STRATEGIC,POLICE,2024-01-01")
    house.load()
    months = "select la_code, max(month_start) from coverage where column_name = 'organisation' group by 1"
    assert house.rows(months) == [("TEES", date(2026, 9, 1))]


def test_expected_extracts(tmp_path: Path) -> None:
    with closing(open_warehouse(tmp_path / "w.duckdb")) as con:
        assert con.execute("select * from expected_extract order by 1").fetchall() == [
            ("audit", "quarter"), ("list", "month"), ("missing", "month")]  # fmt: skip
