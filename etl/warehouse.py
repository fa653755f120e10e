"""The warehouse: its tables, who may hold it, which rows are current. Its DDL: here, house.sql and coverage.sql.

`held.<table>` keeps every row ever accepted with its file; the view `<table>` shows the current ones.
A row is superseded when a newer file (by extracted_at, then file_id) of the same authority has the
same key, or, of the same extract, declares a period that holds the row's window_date. So the order
in which files are loaded does not matter.
"""

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from data_contracts.code_list import enum_of
from data_contracts.kit import contracts
from data_contracts.tables import HOUSE_COLUMNS, TABLES, Table

FILE_NAME = "warehouse.duckdb"
_MARKS = {"superseded": "BOOLEAN", "orphan": "BOOLEAN"}
"""superseded: a newer row stands for it; orphan: it waits, refused, for what it refers to (etl/orphans.py)."""
_AS_IT_IS = " using compression uncompressed"
"""Pseudonyms are hashes: packing them takes most of the time of storing and saves little. Nor does it save much in
times and in the places of codes, where a table grows large."""
_ADDED = (
    ("load_file", "reason", "varchar"), ("load_file", "replaces", "boolean default true"),
    ("problem", "related_row", "bigint"), ("problem", "related_file", "bigint"),
    ("erased_member", "release_id", "varchar"),
)  # fmt: skip
"""Columns that an older version's warehouse may lack."""
_HOUSE = tuple(Path(__file__).with_name(name) for name in ("house.sql", "coverage.sql"))


class WarehouseBusy(RuntimeError):
    """Another process holds the warehouse; the message is a sentence for people."""


class WarehouseAbsent(RuntimeError):
    """There is no warehouse yet; the message is a sentence for people."""


def open_warehouse(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """The warehouse at `path`, made if it is not there (unless read_only); only its owner may read it.

    Raises WarehouseBusy when another process holds it, WarehouseAbsent when it is to be read and is not there.
    """
    path = Path(path)
    if read_only and not path.exists():
        raise WarehouseAbsent("there is no warehouse here yet; load a folder of extracts first")
    if not read_only:
        _make_private(path)
    elif _is_older(path):
        open_warehouse(path).close()  # brings it up to date
    try:
        with private_files():
            con = duckdb.connect(path, read_only=read_only)
            con.execute("set enable_progress_bar = false")  # it would write onto standard output
            if not read_only:
                make_schema(con)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise WarehouseBusy(
                "another program is using the warehouse (a load, a release or a DuckDB shell); try again after it"
            ) from None
        raise
    return con


def _is_older(path: Path) -> bool:
    """Whether the file lacks a table or column of this version; False where it cannot be looked at."""
    with contextlib.suppress(duckdb.Error), contextlib.closing(duckdb.connect(path, read_only=True)) as con:
        there = set(con.execute("select table_name, column_name from duckdb_columns()").fetchall())
        held = {(t.name, column) for t in TABLES.values() for column in (*t.columns, *HOUSE_COLUMNS, *_MARKS)}
        return not ({(table, column) for table, column, _ in _ADDED} | held) <= there
    return False


@contextlib.contextmanager
def private_files() -> Iterator[None]:
    """Files made inside are for their owner only (DuckDB makes its write-ahead file anew at times)."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextlib.contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of what is done inside, or nothing of it."""
    con.execute("begin")
    try:
        yield
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")


def _make_private(path: Path) -> None:
    """Make the home (0700); a warehouse that others could read is closed to them (0600)."""
    path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    for file in (path, path.with_name(path.name + ".wal")):
        with contextlib.suppress(OSError):
            if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
                file.chmod(0o600)


def make_schema(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables and views that are not there yet; safe to run again."""
    with transaction(con):
        _make_tables(con)


def _make_tables(con: duckdb.DuckDBPyConnection) -> None:
    for path in _HOUSE:
        con.execute(path.read_text(encoding="utf-8"))
    for name, column, kind in _ADDED:
        con.execute(f"alter table {name} add column if not exists {column} {kind}")
    for table in TABLES.values():
        columns = table.kept() | _MARKS
        times = [n for n, kind in columns.items() if table.codes and kind == "TIMESTAMP"]
        as_it_is = {n: _AS_IT_IS for n in columns if n.endswith("_ref") or n in table.codes or n in times}
        listed = ", ".join(f"{name} {kind}{as_it_is.get(name, '')}" for name, kind in columns.items())
        con.execute(f"create table if not exists held.{table.name} ({listed})")
        _add_columns(con, table.name, columns)
        _add_codes(con, table)
        read = [f"cast({n} as varchar) as {n}" if n in table.codes else n for n in table.columns]
        shown = ", ".join([*read, "file_id", "row_number"])
        view = f"create or replace view {table.name} as select {shown} from held.{table.name}"  # noqa: S608
        con.execute(f"{view} where not superseded and orphan is not true")
    every = [(c.name, c.expected) for c in contracts().values() if c.expected]
    con.execute("delete from expected_extract")
    con.executemany("insert into expected_extract values (?, ?)", every)


def _add_columns(con: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str]) -> None:
    """Give a table of an older version the columns that it has not yet."""
    there = {c[0] for c in con.execute(f"describe held.{table}").fetchall()}
    for name, kind in columns.items():
        if name not in there:
            con.execute(f"alter table held.{table} add column {name} {kind}")


def _add_codes(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Codes that a list has now and had not when the table was made; a table of an older version keeps texts."""
    if not table.codes:
        return
    there = {name: str(kind) for name, kind, *_ in con.execute(f"describe held.{table.name}").fetchall()}
    for name, vocabulary in table.codes.items():
        if not there[name].startswith("ENUM"):
            continue
        known = con.execute(f"select enum_range(cast(null as {there[name]}))").fetchall()[0][0]
        if not set(vocabulary.codes) <= set(known):
            kind = enum_of(dict.fromkeys((*vocabulary.codes, *known)))
            con.execute(f"alter table held.{table.name} alter column {name} set data type {kind}")


def supersede(con: duckdb.DuckDBPyConnection, tables: Iterable[str], la_codes: Iterable[str]) -> None:
    """Say again which rows of these tables and authorities are current. Runs inside the caller's transaction."""
    codes = sorted(set(la_codes))
    con.execute(
        "create or replace temp table ranked_file as "
        "select file_id, la_code, extract, period_from, period_to, replaces, "
        "row_number() over (order by extracted_at nulls first, list_contains(?, extract) desc, file_id) as place "
        "from load_file where status = 'loaded'",
        [[c.name for c in contracts().values() if c.flat]],
    )
    for name in sorted(set(tables)):
        con.execute(_supersession(TABLES[name]), [_of_several_files(con, name, codes)])


def _of_several_files(con: duckdb.DuckDBPyConnection, table: str, codes: list[str]) -> list[str]:
    """The authorities whose rows could stand for each other: those of one file have different keys, until merged."""
    found = con.execute(
        f"select la_code from held.{table} where list_contains(?, la_code) group by la_code "  # noqa: S608
        "having min(file_id) <> max(file_id) or bool_or(superseded) "
        "or la_code in (select la_code from held.reference_merge)",
        [codes],
    ).fetchall()
    return [code for (code,) in found]


def _supersession(table: Table) -> str:
    key = ", ".join(f"row.{c}" for c in ("la_code", *table.key))
    return f"""
        update held.{table.name} as target set superseded = found.superseded
        from (
            with ranked as (
                select row.rowid as id, row.la_code, row.window_date, file.extract, file.place,
                    row_number() over (partition by {key} order by file.place desc, row.row_number desc) as nth
                from held.{table.name} as row join ranked_file as file using (file_id)
                where list_contains(?, row.la_code)
            ),
            dated as (
                select distinct la_code, extract, window_date from ranked where window_date is not null
            ),
            replaced as (
                select dated.la_code, dated.extract, dated.window_date, max(file.place) as place
                from dated join ranked_file as file on file.la_code = dated.la_code
                    and file.extract = dated.extract and file.replaces
                    and dated.window_date between file.period_from and file.period_to
                group by all
            )
            select ranked.id, ranked.nth > 1 or coalesce(replaced.place > ranked.place, false) as superseded
            from ranked left join replaced using (la_code, extract, window_date)
        ) as found
        where target.rowid = found.id and target.superseded is distinct from found.superseded
    """  # noqa: S608
