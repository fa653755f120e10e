"""Proposals, publishing, withdrawing and sign-offs; and the file of rejects."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from conftest import LIST, House

from etl import ledger_store as store
from etl.rejects import COLUMNS, rejected_rows, write_rejects_csv
from etl.warehouse import open_warehouse

AS_AT = date(2026, 10, 31)


@pytest.fixture
def con(tmp_path: Path):
    with closing(open_warehouse(tmp_path / "w.duckdb")) as opened:
        yield opened


def members(unit: str = "ABCD_1", start: str = "2026-07-01") -> pd.DataFrame:
    return pd.DataFrame([{
        "metric": "open_on_list", "period_kind": "quarter", "period_start": pd.Timestamp(start), "la_code": "E06000001",
        "unit": unit, "counted_on": pd.Timestamp("2026-09-30"), "cells": {"risk": "HIGH"}, "numerator": None,
        "value": None}])  # fmt: skip


def ledger(value: int, metric: str = "open_on_list") -> pd.DataFrame:
    total = dict.fromkeys(("by1", "cat1", "by2", "cat2"), "total")
    return pd.DataFrame([total | {
        "audience": "strategic", "metric": metric, "period_kind": "month", "period_start": pd.Timestamp("2026-09-01"),
        "area": "TEES", "basis": "live", "numerator": value, "not_recorded": None, "denominator": None,
        "value": float(value), "status": "ok", "range_low": None, "range_high": None}])  # fmt: skip


def test_publish_freezes_what_was_proposed(con) -> None:
    assert store.record_proposal(con, "2026-10-31-aa", AS_AT, members(), members("ABCD_2"), None) == "built"
    assert store.record_proposal(con, "2026-10-31-aa", AS_AT, members(), members("ABCD_2"), None) == "unchanged"
    assert con.execute("select count(*) from frozen_member").fetchall() == [(0,)]
    assert store.publish(con, "2026-10-31-aa", ledger(7)) == "published"
    assert con.execute("select unit, cells['risk'], period_start from frozen_member").fetchall() == [
        ("ABCD_1", "HIGH", date(2026, 7, 1))]  # fmt: skip
    assert con.execute("select release_id, unit from live_member").fetchall() == [("2026-10-31-aa", "ABCD_2")]
    assert store.previous_ledger(con)[["release_id", "numerator"]].to_numpy().tolist() == [["2026-10-31-aa", 7]]
    assert store.publish(con, "2026-10-31-aa", ledger(8)) == "unchanged"


def test_a_build_on_an_older_ledger_is_refused_and_a_frozen_cell_stands(con) -> None:
    store.record_proposal(con, "r-1", AS_AT, members(), members(), None)
    store.record_proposal(con, "r-2", AS_AT, members("ABCD_9"), members(), "late, data lead")
    store.publish(con, "r-1", ledger(7))
    with pytest.raises(store.StaleRelease, match="build it again"):
        store.publish(con, "r-2", ledger(9))
    store.record_proposal(con, "r-2", AS_AT, members("ABCD_9"), members(), None)
    store.publish(con, "r-2", ledger(9))
    assert con.execute("select unit from frozen_member").fetchall() == [("ABCD_1",)]
    found = store.previous_ledger(con)
    assert found["numerator"].to_list() == [9] and found["release_id"].to_list() == ["r-2"]


def test_withdrawing_leaves_the_ledger(con) -> None:
    store.record_proposal(con, "r-1", AS_AT, members(), members(), None)
    store.publish(con, "r-1", ledger(7))
    store.withdraw(con, "r-1", "a wrong file")
    assert store.releases(con)[["release_id", "status", "why"]].to_numpy().tolist() == [
        ["r-1", "withdrawn", "a wrong file"]]  # fmt: skip
    assert len(store.previous_ledger(con)) == 1
    with pytest.raises(store.UnknownRelease):
        store.withdraw(con, "r-9", "?")
    with pytest.raises(store.StaleRelease):
        store.publish(con, "r-1", ledger(7))


def test_a_failing_publish_changes_nothing(con) -> None:
    store.record_proposal(con, "r-1", AS_AT, members(), members(), None)
    with pytest.raises(KeyError):
        store.publish(con, "r-1", ledger(7).drop(columns=["area"]))
    assert con.execute("select count(*) from frozen_member").fetchall() == [(0,)]
    assert store.releases(con)["status"].to_list() == ["built"]


def test_a_sign_off_lapses_when_the_rows_change(house: House) -> None:
    def signed() -> list[str]:
        with closing(open_warehouse(house.home / "warehouse.duckdb")) as con:
            return store.signed_authorities(con, AS_AT)

    house.put("list-805-2026-09.csv", LIST, "ABCD_1,E06000001,01/09/2026,,,F,High,E,05/09/2026,Y")
    house.load()
    with closing(open_warehouse(house.home / "warehouse.duckdb")) as con:
        store.sign_off(con, "E06000001", "data lead", AS_AT)
        store.sign_off(con, "E06000002", "data lead", AS_AT)
        assert store.signed_authorities(con, date(2026, 9, 30)) == []
    assert signed() == ["E06000001", "E06000002"]
    house.put("list-806-2026-09.csv", LIST, "ABCD_1,E06000002,01/09/2026,,,F,High,E,05/09/2026,Y")
    house.load()
    assert signed() == ["E06000001"]


def test_rejects_hold_no_value_and_no_formula(house: House, tmp_path: Path) -> None:
    house.put("=cmd-805-2026-09.csv", LIST, "SECRETX,E06000001,31/02/2026,,,F,High,E,,")
    house.put("names-805.csv", LIST + ",Surname", "ABCD_1,E06000001,01/09/2026,,,F,High,E,,,Zebedee")
    house.load()
    with house.open() as con:
        rows = rejected_rows(con)
        assert list(rows.columns) == list(COLUMNS)
        assert write_rejects_csv(con, tmp_path / "out" / "rejects.csv") == len(rows) == 2
    text = (tmp_path / "out" / "rejects.csv").read_text("utf-8-sig")
    assert "SECRETX" not in text and "Zebedee" not in text and "Surname" in text
    assert all(not line.startswith(("=", "+", "-", "@")) for line in text.splitlines())
    assert "'=cmd-805-2026-09.csv,,2,E06000001,not_a_date,added_date,reject" in text
