"""A small warehouse in memory for tests: the tables of `data_contracts`, the loader's tables, full coverage."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import duckdb
import pytest

from data_contracts.areas import LA_CODES
from data_contracts.periods import add_months
from data_contracts.tables import HOUSE_COLUMNS, TABLES

LOADER = {
    "load_file": "file_id bigint, load_id bigint, loaded_at timestamp, file_name varchar, sheet varchar, "
    "extract varchar, la_code varchar, content_sha256 varchar, period_from date, period_to date, complete_from date, "
    "extracted_at date, status varchar, rows_read bigint, accepted bigint, rejected bigint, "
    "duplicates bigint, warned bigint",
    "problem": "file_id bigint, row_number bigint, rule varchar, severity varchar, columns varchar",
    "expected_extract": "extract varchar, every varchar",
    "coverage": "la_code varchar, table_name varchar, column_name varchar, month_start date",
    "ledger": "release_id varchar, audience varchar, metric varchar, period_kind varchar, period_start date, "
    "area varchar, by1 varchar, cat1 varchar, by2 varchar, cat2 varchar, basis varchar, "
    "numerator bigint, not_recorded bigint, denominator bigint, value double, status varchar",
}
PARTNERSHIP_TABLES = ("meeting", "seat", "attendance", "action", "plan_action")
"""Tables of which the partnership's administrator may send rows of its own, under TEES."""
_MEMBER = (
    "release_id varchar, metric varchar, period_kind varchar, period_start date, la_code varchar, unit varchar, "
    "counted_on date, cells map(varchar, varchar), numerator boolean, value double"
)
LOADER |= dict.fromkeys(("frozen_member", "live_member", "proposed_member"), _MEMBER)


class Small:
    """A small warehouse in memory."""

    def __init__(self) -> None:
        self.con = duckdb.connect()
        house = {k: v for k, v in HOUSE_COLUMNS.items() if k != "window_date"}
        for table in TABLES.values():
            columns = ", ".join(f'"{c}" {t}' for c, (t, _) in (table.columns | house).items())
            self.con.execute(f'create table "{table.name}" ({columns})')
        for name, columns in LOADER.items():
            self.con.execute(f"create table {name} ({columns})")

    def fill(self, table: str, rows: Iterable[Mapping[str, Any]], la_code: str = LA_CODES[0]) -> None:
        """Insert rows; `la_code` stands where a row names none."""
        for row in rows:
            whole = {"la_code": la_code, **row} if table not in ("problem", "expected_extract") else dict(row)
            names, marks = ", ".join(f'"{c}"' for c in whole), ", ".join("?" * len(whole))
            self.con.execute(f'insert into "{table}" ({names}) values ({marks})', list(whole.values()))

    def cover(self, as_at: date, months: int, without: Iterable[Mapping[str, Any]] = ()) -> None:
        """Everything supplied for the `months` months up to `as_at`, but what `without` names by its columns."""
        self.con.execute("delete from coverage")
        spine = [add_months(as_at, i - months) for i in range(months + 1)]
        places = [
            (la, t.name, c)
            for t in TABLES.values()
            for la in (*LA_CODES, *(["TEES"] if t.name in PARTNERSHIP_TABLES else []))
            for c in t.columns
        ]
        self.con.execute(
            "insert into coverage select p.la, p.t, p.c, m "
            "from (select unnest(?) as la, unnest(?) as t, unnest(?) as c) as p cross join (select unnest(?) as m)",
            [*(list(x) for x in zip(*places, strict=True)), spine],
        )
        for gap in without:
            where = " and ".join(f"{column} = ?" for column in gap)
            self.con.execute(f"delete from coverage where {where}", list(gap.values()))


@pytest.fixture(scope="session")
def small() -> type[Small]:
    """Makes small warehouses."""
    return Small
