"""Codes as small numbers while figures are worked out: `word`, and the warehouse's tables read with it.

A run groups, joins and sorts by authority and by code many times over. As an ENUM each is two bytes in place of a
text, and what is written down for all metrics to share is a fraction of the size. The SQL of views and metrics does
not see it: a temporary view of the table's own name stands before the table, and a word shows, compares and sorts
as its text does.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from data_contracts import vocabularies
from data_contracts.areas import AREAS
from data_contracts.code_list import Vocabulary
from data_contracts.metric_rows import BASES
from data_contracts.periods import MEMBER_KINDS
from data_contracts.tables import TABLES
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED, TOTAL
from queries.catalogue import FROM_MEMBERS, catalogue
from queries.connection import Connection, rows

NARROWED = ("child", "child_status", "vemt_spell", "vemt_review", "pathway", "missing_episode", "return_interview",
            "return_interview_episode")  # fmt: skip
"""The tables that grow large."""
NARROW_FROM = 100_000
"""Rows of a table from which on reading its codes as words saves more than it costs."""
_RULES = ("flow", "stock", "alone")
"""How a metric's smallest periods make up a larger one (`tally.rule_of`)."""


def code_columns(table: str) -> list[str]:
    """Columns of a table that hold a code: texts that are no reference."""
    return [c for c, (kind, _) in TABLES[table].columns.items() if kind == "VARCHAR" and not c.endswith("_ref")]


def make_words(con: Connection, areas: Iterable[str], tables: Sequence[str] = ()) -> None:
    """Make the type `word`: every word that a tally may hold, and every code that `tables` do hold, in order of text.

    Codes are looked up, not taken from the lists: an older warehouse may hold one that no list has any more.
    """
    widen(con)
    kept = {(t, c): kind for t, c, kind in rows(con, "select table_name, column_name, data_type from duckdb_columns() "
            "where schema_name = 'held' and data_type like 'ENUM%'")}  # fmt: skip
    each = [
        f"select unnest(enum_range(cast(null as {kept[t, c]})))::varchar as code" if (t, c) in kept
        else f"select distinct {c} as code from {_own(con, t)}"  # noqa: S608
        for t in tables for c in code_columns(t)
    ]  # fmt: skip
    held = [code for (code,) in rows(con, " union all ".join(each)) if code is not None] if each else []
    con.execute("drop type if exists word")
    con.execute(f"create temp type word as {word_type([*areas, *held])}")
    con.execute("create or replace temp macro word(code) as cast(code as word)")


def word_type(more: Iterable[str]) -> str:
    """Type of every word that a tally may hold, of all codes and of these: an ENUM, kept and compared as a number."""
    lists = [each for each in vars(vocabularies).values() if isinstance(each, Vocabulary)]
    codes = {code for each in lists for code in each.codes}
    own = {TOTAL, NOT_RECORDED, *MEMBER_KINDS, *BASES, *FROM_MEMBERS, *_RULES}
    words = sorted(own | codes | {*more, *AREAS, *BREAKDOWNS, *catalogue()})
    listed = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
    return f"enum ({listed})"


def narrow(con: Connection, tables: Iterable[str]) -> None:
    """Put before each of these tables a temporary view of its name that shows its codes as words."""
    for table in tables:
        coded = ", ".join(f"cast({column} as word) as {column}" for column in code_columns(table))
        con.execute(f"create or replace temp view {table} as select * replace ({coded}) from {_own(con, table)}")  # noqa: S608


def large(con: Connection, tables: Iterable[str]) -> list[str]:
    """Those of the tables to be narrowed that have at least NARROW_FROM rows."""
    counts = [(t, f"(select count(*) from {_own(con, t)})") for t in tables]  # noqa: S608
    found = rows(con, f"select {', '.join(count for _, count in counts)}")[0] if counts else ()
    return [table for (table, _), n in zip(counts, found, strict=True) if n >= NARROW_FROM]


@contextmanager
def widened_after(con: Connection) -> Iterator[None]:
    """While figures are worked out: the tables show texts again when that is over, also where it fails."""
    try:
        yield
    finally:
        widen(con)


def widen(con: Connection) -> None:
    """Take these views away again: the tables show texts as they did."""
    for (name,) in rows(con, "select view_name from duckdb_views() where temporary"):
        if name in NARROWED:
            con.execute(f"drop view temp.{name}")


def _own(con: Connection, table: str) -> str:
    """The warehouse's own table, whatever stands before it."""
    return f'"{rows(con, "select current_database()")[0][0]}".main.{table}'
