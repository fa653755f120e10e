"""Purging and erasing: what is gone is gone from the file's bytes; what must stay stays."""

from datetime import date

import pandas as pd
import pytest
from conftest import LIST, MISSING, House

from data_contracts.tables import TABLES
from etl import ledger_store
from etl.keeping import EARLIER, MERGED, NOT_OF_A_CHILD, OWNED, erase, purge
from etl.warehouse import WarehouseAbsent, open_warehouse

KIM, BO, OLD = "SECRETKIM0001", "OTHERBOB0001", "LONGAGO000001"


def _members(*units: str) -> pd.DataFrame:
    rows = [("missing_episodes", "quarter", date(2026, 7, 1), "E06000001", u, date(2026, 9, 1), {}, None, None)
            for u in units]  # fmt: skip
    return pd.DataFrame(rows, columns=list(ledger_store.MEMBERS))


@pytest.fixture
def full(house: House) -> House:
    house.put("list-805-2026-09.csv", LIST,
              f"{KIM},805,01/08/2026,,,F,High,E,05/09/2026,Y",
              f"{BO},805,02/08/2026,,,M,Low,V,05/09/2026,Y",
              f"{OLD},805,02/08/2020,05/08/2021,TURNED_18,M,Low,V,05/09/2020,Y")  # fmt: skip
    house.put("missing-805-2026-09.csv", MISSING, f"{KIM},805,01/09/2026,02/09/2026,HIGH,Y,03/09/2026",
              f"{BO},805,03/09/2026,04/09/2026,LOW,N,", f"{KIM},805,05/09/2026,,,,",
              f"{KIM},805,09/09/2026,01/09/2026,HIGH,,", f"{OLD},805,09/09/2020,10/09/2020,HIGH,,")  # fmt: skip
    house.load()
    with open_warehouse(house.home / "warehouse.duckdb") as con:
        frozen = _members(f"{KIM}-20260901", f"{BO}-20260903", f"{KIM}-202501011000-P", f"{KIM}-2-20250101")
        ledger_store.record_proposal(con, "2026-09-30-aa", date(2026, 9, 30), frozen, _members(KIM, BO))
        ledger_store.publish(con, "2026-09-30-aa", pd.DataFrame(columns=list(ledger_store.LEDGER)))
    return house


def _bytes(house: House) -> bytes:
    return b"".join(p.read_bytes() for p in house.home.rglob("*") if p.is_file())


def test_erased_child_is_nowhere_not_even_in_the_bytes(full: House) -> None:
    history = full.rows("select * from load_file order by file_id")
    bo = full.rows(f"select * from held.vemt_spell where child_ref = '{BO}'")
    # strings of up to 12 bytes stand inline, longer ones in blocks of their own, some packed: look for both
    assert full.rows(f"select count(*) from held.missing_episode where child_ref = '{KIM}'") == [(2,)]
    found = erase(full.home, KIM)
    assert KIM.encode() not in _bytes(full).replace(f"{KIM}-2-".encode(), b"")
    assert BO.encode() in _bytes(full)
    assert found.rows["vemt_spell"] == 1 and found.rows["missing_episode"] == 2 and found.rows["child"] == 1
    assert found.rows["return_interview"] == 1 and found.rows["notification"] == 1
    assert (found.frozen_members, found.live_members, found.rejected_rows) == (2, 1, 1)
    assert full.rows("select * from load_file order by file_id") == history
    assert full.rows(f"select * from held.vemt_spell where child_ref = '{BO}'") == bo
    assert full.rows(
        "select kind, metric, la_code, release_id, n from erased_member order by release_id nulls first"
    ) == [
        ("erase", "missing_episodes", "E06000001", None, 2),
        ("erase", "missing_episodes", "E06000001", "2026-09-30-aa", 1),
    ]
    assert full.rows("select count(*) from ledger_version") == [(1,)]
    assert sorted(p.name for p in full.home.iterdir()) == ["warehouse.duckdb"]
    assert {r.status for r in full.load().values()} == {"unchanged"}


def test_erase_in_another_authority_touches_nothing(full: House) -> None:
    before = full.rows("select count(*) from held.vemt_spell")
    found = erase(full.home, KIM, "E06000002")
    assert not any(found.rows.values()) and not found.frozen_members
    assert full.rows("select count(*) from held.vemt_spell") == before


def test_loading_goes_on_after_a_rewrite(full: House) -> None:
    last = full.rows("select max(file_id), max(load_id) from load_file")[0]
    erase(full.home, KIM)
    full.clear()
    full.put("missing-805-2026-10.csv", MISSING, f"{BO},805,03/10/2026,04/10/2026,LOW,N,")
    assert full.load()["missing-805-2026-10.csv"].accepted == 1
    assert full.rows("select max(file_id), max(load_id) from load_file")[0] == (last[0] + 1, last[1] + 1)


def test_purge_ends_what_is_over_and_keeps_what_is_open(full: House) -> None:
    with pytest.raises(WarehouseAbsent):
        purge(full.home / "elsewhere", date(2022, 1, 1))
    found = purge(full.home, date(2022, 1, 1))
    assert found.rows["vemt_spell"] == 1 and found.rows["missing_episode"] == 1 and found.rows["child"] == 1
    assert OLD.encode() not in _bytes(full)
    assert full.rows("select distinct child_ref from child order by 1") == [(BO,), (KIM,)]
    assert full.rows("select count(*) from load_file") == [(2,)]
    late = purge(full.home, date(2030, 1, 1))
    assert full.rows("select child_ref from missing_episode") == [(KIM,)], "one is still missing"
    assert full.rows("select child_ref from child order by 1") == [(BO,), (KIM,)], "both are on the list"
    assert late.frozen_members == 4 and late.rejected_rows == 1


def test_every_reference_is_known_to_lead_to_a_child_or_not() -> None:
    """A new `*_ref` column must be put into one of the lists, or erasing would leave rows behind."""
    there = {c for table in TABLES.values() for c in table.columns if c.endswith("_ref")}
    sorted_in = [{"child_ref"}, set(OWNED), set(NOT_OF_A_CHILD), set(MERGED), set(EARLIER)]
    assert there == set().union(*sorted_in), there.symmetric_difference(set().union(*sorted_in))
    assert sum(map(len, sorted_in)) == len(there), "in one list only"


def test_erasing_takes_composed_units_merges_and_refused_rows_beneath(house: House) -> None:
    house.put("list-805-2026-09.csv", "child_ref,la_code,added_date,removed_date,spell_ref",
              f"{KIM},805,01/08/2026,,SPELLONE0001", f"{BO},805,02/08/2026,,SPELLTWO0001",
              f"{KIM},805,01/08/2025,01/07/2025,SPELLBAD0001")  # fmt: skip
    house.put("review-805-2026-09.csv", "spell_ref,la_code,review_date,category,risk",
              "SPELLONE0001,805,05/09/2026,E,High", "SPELLBAD0001,805,05/09/2026,E,High",
              "SPELLTWO0001,805,05/09/2026,E,High")  # fmt: skip
    house.put("merge-805.csv", "old_ref,new_ref,la_code,merged_date", "FORMERKIM001,SECRETKIM0001,805,01/09/2026",
              "FORMERBOB001,OTHERBOB0001,805,01/09/2026")  # fmt: skip
    house.load()
    assert house.rows("select count(*) from rejected_row") == [(2,)]
    assert house.rows("select count(*) from held.vemt_review where orphan") == [(1,)]
    with open_warehouse(house.home / "warehouse.duckdb") as con:
        units = _members("SPELLONE0001:GP", "SPELLTWO0001:GP", f"{KIM}:CSE", "FORMERKIM001", f"{BO}-X:CSE")
        ledger_store.record_proposal(con, "2026-09-30-bb", date(2026, 9, 30), units, units)
        ledger_store.publish(con, "2026-09-30-bb", pd.DataFrame(columns=list(ledger_store.LEDGER)))
    found = erase(house.home, "FORMERKIM001")
    for gone in (KIM, "FORMERKIM001", "SPELLONE0001", "SPELLBAD0001"):
        assert gone.encode() not in _bytes(house), gone
    assert found.rows["reference_merge"] == 1 and found.rejected_rows == 2 and found.frozen_members == 3
    assert house.rows("select old_ref from reference_merge") == [("FORMERBOB001",)]
    assert house.rows("select unit from frozen_member order by 1") == [(f"{BO}-X:CSE",), ("SPELLTWO0001:GP",)]
    assert house.rows("select spell_ref from vemt_review") == [("SPELLTWO0001",)]


def test_an_orphan_stays_one_through_purge_and_erase_and_comes_back_with_its_parent(full: House) -> None:
    full.clear()
    full.put("review-805-2026-09.csv", "spell_ref,la_code,review_date,category,risk",
             "SPELLNEW0001,805,05/09/2026,E,High")  # fmt: skip
    assert full.load()["review-805-2026-09.csv"].rejected == 1
    purge(full.home, date(2022, 1, 1))
    erase(full.home, KIM)
    waiting = "select count(*) from vemt_review where spell_ref = 'SPELLNEW0001'"
    assert full.rows(waiting) == [(0,)]
    assert full.rows("select orphan from held.vemt_review where spell_ref = 'SPELLNEW0001'") == [(True,)]
    full.put("spell-805-2026-09.csv", "spell_ref,child_ref,la_code,decision,added_date",
             f"SPELLNEW0001,{BO},805,ACCEPTED,01/09/2026")  # fmt: skip
    full.load()
    assert full.rows(waiting) == [(1,)]


def test_of_a_refused_row_only_references_are_kept(house: House) -> None:
    house.put("list-805-2026-09.csv", LIST, f"{BO},805,02/08/2026,,,M,Low,V,05/09/2026,Y",
              f"{KIM},805,not a day,,,Q. Zebedee,Mr Quixote,E,17/03/2010,Y")  # fmt: skip
    assert house.load()["list-805-2026-09.csv"].rejected == 1
    assert house.rows("select cells from rejected_row") == [(f'{{"child_ref": "{KIM}"}}',)]
    assert not [w for w in (b"Zebedee", b"Quixote", b"17/03/2010", b"2010-03-17") if w in _bytes(house)]
