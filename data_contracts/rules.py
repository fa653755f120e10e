"""Row rules: SQL text that Pandera runs on a frame, so that the same words could be compiled into a load."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import duckdb
import pandas as pd
import pandera.pandas as pa

Severity = Literal["reject", "warn"]


@dataclass(frozen=True)
class Rule:
    """One rule that a row keeps when `sql` is true or unknown; null never breaks a rule.

    `message` says what is wrong and `remedy` what the sender can do; neither ever holds a cell's value.
    """

    name: str
    sql: str
    columns: tuple[str, ...]
    severity: Severity
    message: str
    remedy: str

    def check(self) -> pa.Check:
        """The rule as a Pandera check over the whole frame: one boolean a row."""
        return pa.Check(_runner(self.sql), name=self.name, error=self.name)


def row_rule(name: str, sql: str, columns: tuple[str, ...], severity: Severity, message: str, remedy: str) -> Rule:
    """A rule over one row's columns, in the SQL that DuckDB and Spark share."""
    return Rule(name, sql, columns, severity, message, remedy)


def no_bare_number(column: str) -> Rule:
    """A pseudonym is never a bare number of fewer than ten digits: such numbers lead back to a case system."""
    return row_rule(
        "bare_number_reference" if column == "child_ref" else f"bare_number_{column}",
        f"length({column}) >= 10 or regexp_replace({column}, '[0-9]+', '') <> ''", (column,), "reject",
        "the child reference is a bare number, as case systems give them",
        "send a salted hash or a random study reference (vemt pseudonymise makes them)",
    )  # fmt: skip


@lru_cache(maxsize=1)
def _database() -> duckdb.DuckDBPyConnection:
    """One empty database in memory for the process: opening one costs more than a rule on a monthly file."""
    return duckdb.connect()


def _quiet() -> duckdb.DuckDBPyConnection:
    """A cursor without a progress bar, which would write onto standard output."""
    con = _database().cursor()
    con.execute("set enable_progress_bar = false")
    return con


def _runner(sql: str) -> Callable[[pd.DataFrame], pd.Series]:
    words = set(re.findall(r"[a-z_0-9]+", sql))

    def keep(frame: pd.DataFrame) -> pd.Series:
        needed = frame[[c for c in frame.columns if c in words]].reset_index(drop=True).reset_index(names="_position")
        with _quiet() as con:
            con.register("_frame", needed)
            found = con.execute(
                f"select coalesce(({sql}), true) as keep from _frame order by _position"  # noqa: S608
            ).fetchnumpy()
        return pd.Series(found["keep"], index=frame.index, dtype=bool)

    return keep
