"""Writing the warehouse file anew, so that rows that were deleted are no longer among its bytes.

DuckDB marks deleted rows and leaves their bytes in the file. A new file gets what is left, table by
table, and takes the old one's name in one step; a crash before that leaves the old file whole.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

import duckdb

from etl.warehouse import make_schema, open_warehouse, private_files, transaction

_SUFFIX = ".new"
_SEQUENCES = {"file_ids": "file_id", "load_ids": "load_id"}


def change_and_rewrite(path: Path, change: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
    """Run `change` on the warehouse in one transaction, then write the file anew. Raises as `open_warehouse`.

    If the process dies in between, the rows are gone for every reader, and doing it again clears the bytes.
    """
    new = path.with_name(path.name + _SUFFIX)
    _remove(new)
    try:
        with private_files(), contextlib.closing(open_warehouse(path)) as con:
            with transaction(con):
                change(con)
            con.execute("checkpoint")
            _copy(con, new)
            new.replace(path)
        path.with_name(path.name + ".wal").unlink(missing_ok=True)
    finally:
        _remove(new)


def _remove(path: Path) -> None:
    for file in (path, path.with_name(path.name + ".wal")):
        file.unlink(missing_ok=True)


def _copy(con: duckdb.DuckDBPyConnection, new: Path) -> None:
    """Every table of the open warehouse into a new file at `new`, with its counters where they stood."""
    with contextlib.closing(duckdb.connect(new)) as fresh:
        make_schema(fresh)
    old = con.execute("select current_database()").fetchall()[0][0]
    con.execute("attach '{}' as fresh".format(str(new).replace("'", "''")))
    tables = con.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ? and not temporary", [old]
    ).fetchall()
    there = set(
        con.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'fresh'"
        ).fetchall()
    )  # fmt: skip
    for schema, table in sorted(tables):
        name = f'"{schema}"."{table}"'
        if (schema, table) in there:
            con.execute(f"delete from fresh.{name}")  # noqa: S608
            _as_before(con, old, schema, table)
            con.execute(f'insert into fresh.{name} by name select * from "{old}".{name}')  # noqa: S608
        else:
            con.execute(f'create table fresh.{name} as select * from "{old}".{name}')  # noqa: S608
    for sequence, column in _SEQUENCES.items():
        last = con.execute(f"select coalesce(max({column}), 0) from load_file").fetchall()[0][0]  # noqa: S608
        con.execute(f"create or replace sequence fresh.{sequence} start {int(last) + 1}")
    con.execute("detach fresh")


def _as_before(con: duckdb.DuckDBPyConnection, old: str, schema: str, table: str) -> None:
    """Columns of the new file get the types that they have in the old one: an older version kept codes as texts."""
    changed = con.execute(
        "select column_name, old.data_type from duckdb_columns() as old join duckdb_columns() as new "
        "using (schema_name, table_name, column_name) where old.database_name = ? and new.database_name = 'fresh' "
        "and schema_name = ? and table_name = ? and old.data_type <> new.data_type",
        [old, schema, table],
    ).fetchall()
    for column, kind in changed:
        con.execute(f'alter table fresh."{schema}"."{table}" alter column "{column}" set data type {kind}')
