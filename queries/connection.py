"""A connection as the queries use one: rows, frames, temporary tables (`duckdb` itself is imported in run.py only)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa


class Connection(Protocol):
    """A DuckDB connection, as far as the rooms' helpers use one (`duckdb` itself is imported in run.py only)."""

    def execute(self, query: str, parameters: Any = ...) -> Any:
        """Run one statement."""

    def sql(self, query: str) -> Any:
        """A relation: rows that are worked out when they are asked for."""

    def register(self, view_name: str, python_object: Any) -> Any:
        """Make a DataFrame readable under a name."""

    def unregister(self, view_name: str) -> Any:
        """Forget such a name."""


def frame(con: Connection, query: str, parameters: Any = None) -> pd.DataFrame:
    """Rows of `query` as a DataFrame."""
    return con.execute(query, parameters or []).df()


def wide_frame(con: Connection, query: str) -> pd.DataFrame:
    """Rows of `query` as a DataFrame by way of Arrow, whose texts pandas takes as they are: for many rows of text."""
    booleans = {pa.bool_(): pd.BooleanDtype()}
    return con.sql(query).to_arrow_table().to_pandas(types_mapper=booleans.get)


def rows(con: Connection, query: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    """Rows of `query` as tuples (fetched whole: an open result would block the connection)."""
    return con.execute(query, parameters or []).fetchall()


def has_table(con: Connection, name: str) -> bool:
    """Whether the warehouse has a table or view `name` in its main schema."""
    return bool(rows(con, "select 1 from duckdb_tables() where table_name = ? union all "
                          "select 1 from duckdb_views() where view_name = ?", [name, name]))  # fmt: skip


def fill_table(con: Connection, name: str, columns: str, values: list[tuple[Any, ...]]) -> None:
    """Make a temporary table of `values`; with `columns` (name and type of each) even if there are none."""
    con.execute(f"create or replace temp table {name} ({columns})")
    if values:
        lists = [list(column) for column in zip(*values, strict=True)]
        con.execute(f"insert into {name} select {', '.join(['unnest(?)'] * len(lists))}", lists)


@contextmanager
def without_optimizer(con: Connection, name: str) -> Iterator[None]:
    """Leave out one of DuckDB's optimizers for a while: those that were left out before are so afterwards."""
    before = rows(con, "select current_setting('disabled_optimizers')")[0][0]
    con.execute(f"set disabled_optimizers = '{','.join(filter(None, [before, name]))}'")
    try:
        yield
    finally:
        con.execute(f"set disabled_optimizers = '{before}'")
