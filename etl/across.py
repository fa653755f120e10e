"""Overlaps between files: a child's time in one file that overlaps with a time in another file of the authority.

Both are kept, as inside one file, and each is told of the other: file and row. What is current decides, so a
corrected file that replaces the first one overlaps with nothing. Looked at before storing, for the report, with
the rows that this load would make current; and again after storing, for every file of the authorities concerned.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pandas as pd

from data_contracts.kit import contracts
from data_contracts.tables import TABLES
from etl.parts import Part
from etl.store import stores

ACROSS = "overlap_across_files"
SPANS = {
    "vemt_spell": ("added_date", "removed_date"), "missing_episode": ("start_at", "end_at"),
    "care_period": ("start_date", "end_date"), "child_status": ("start_date", "end_date"),
}  # fmt: skip
"""Tables of which a child's rows should follow one another: first and last column of the span."""
_DAYS = ["period_from", "period_to", "extracted_at"]


def overlaps_across(con: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> None:
    """Add to the faults of each part a warning for each row that overlaps with a row of another file.

    con: the warehouse; nothing is written to its tables.
    """
    if not parts:
        return
    _rank_files(con, parts)
    for table, (first, last) in SPANS.items():
        if _own_rows(con, table, _not_alone(con, table, parts)):
            con.execute(_current(table, first, last))
            _tell(con, parts, f"child_ref|{first}|{last}")


def overlaps_again(con: duckdb.DuckDBPyConnection, la_codes: Iterable[str]) -> None:
    """Say again, for every stored file of these authorities, which rows overlap with another file's."""
    codes = sorted(set(la_codes))
    con.execute(
        "delete from problem where rule = ? and file_id in "
        "(select file_id from load_file where list_contains(?, la_code))",
        [ACROSS, codes],
    )
    for table, (first, last) in SPANS.items():
        several = con.execute(
            f"select la_code from held.{table} where not superseded and orphan is not true "  # noqa: S608
            "group by la_code having min(file_id) < max(file_id)"
        ).fetchall()
        if not (shared := sorted({code for (code,) in several} & set(codes))):
            continue
        con.execute(
            f"create or replace temp table span as select la_code, child_ref, {first} as begun, {last} as ended, "  # noqa: S608
            f"{_side(table)} as side, file_id, row_number from {table} "
            f"where list_contains(?, la_code) and {first} is not null "
            "window child as (partition by la_code, child_ref) "
            "qualify max(file_id) over child > min(file_id) over child",
            [shared],
        )
        con.execute(
            "insert into problem by name select file_id, row_number, ? as rule, 'warn' as severity, "  # noqa: S608
            f"'child_ref|{first}|{last}' as columns, other_row as related_row, other_file as related_file "
            f"from ({_PAIRS})",
            [ACROSS],
        )


_PAIRS = """
    select own.file_id, own.row_number, other.file_id as other_file, other.row_number as other_row
    from span as own join span as other using (la_code, child_ref)
    where own.file_id <> other.file_id and own.side = other.side
        and (own.begun = other.begun
            or own.begun < coalesce(other.ended, timestamp '9999-12-31')
                and other.begun < coalesce(own.ended, timestamp '9999-12-31'))
"""
"""Each row of the table `span` that overlaps with one of another file, and that other row."""


def _side(table: str) -> str:
    """SQL of whose record a row is: police and authority record the same episode, which is no overlap."""
    return "coalesce(source, '')" if "source" in TABLES[table].columns else "''"


def _rank_files(con: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> None:
    """The temporary table `placed_file`: every loaded file, and every part of this load as if it were one."""
    last = con.execute("select coalesce(max(file_id), 0) from load_file").fetchall()[0][0]
    fresh = pd.DataFrame(
        [(last + 1 + i, p.la_code, p.judged.contract.name, p.judged.contract.flat, p.replaces, p.period_from,
          p.period_to, p.extracted_at) for i, p in enumerate(parts)],
        columns=["file_id", "la_code", "extract", "flat", "replaces", *_DAYS],
    )  # fmt: skip
    fresh[_DAYS] = fresh[_DAYS].astype("datetime64[us]")
    con.register("fresh_file", fresh)
    con.execute(
        "create or replace temp table placed_file as select *, file_id > ? as own, "
        "row_number() over (order by extracted_at nulls first, flat desc, file_id) as place from ("
        "select file_id, la_code, extract, list_contains(?, extract) as flat, replaces, period_from, period_to, "
        "extracted_at from load_file where status = 'loaded' union all by name select * from fresh_file)",
        [last, [c.name for c in contracts().values() if c.flat]],
    )
    con.unregister("fresh_file")


def _not_alone(con: duckdb.DuckDBPyConnection, table: str, parts: Sequence[Part]) -> dict[int, Part]:
    """The parts that feed the table, by their place, whose authority has another part here or rows in the table."""
    fed = {s.extract for s in stores() if s.table == table}
    own = {i: p for i, p in enumerate(parts) if p.judged.contract.name in fed}
    of = Counter(p.la_code for p in own.values())
    held = {code for (code,) in con.execute(f"select distinct la_code from held.{table}").fetchall()}  # noqa: S608
    return {i: p for i, p in own.items() if of[p.la_code] > 1 or p.la_code in held}


def _own_rows(con: duckdb.DuckDBPyConnection, table: str, parts: Mapping[int, Part]) -> bool:
    """The temporary table `own_span`: the accepted rows of these parts as rows of `table`. Whether there is any."""
    shape = ", ".join([*TABLES[table].columns, "file_id", "row_number", "window_date"])
    con.execute(f"create or replace temp table own_span as select {shape} from held.{table} limit 0")  # noqa: S608
    first = con.execute("select min(file_id) from placed_file where own").fetchall()[0][0]
    feeds = {s.extract: s for s in stores() if s.table == table}
    for i, part in parts.items():
        store = feeds[part.judged.contract.name]
        with part.shown(con, first + i):
            con.execute(f"insert into own_span by name select * from ({store.sql})")  # noqa: S608
    return bool(parts)


def _current(table: str, first: str, last: str) -> str:
    """Makes the temporary table `span`: of the children of `own_span` the rows that this load would leave current.

    The rule of etl.warehouse.supersede: the newest row of a key stands, unless a newer file replaces its period.
    """
    shape = ", ".join([*TABLES[table].columns, "file_id", "row_number", "window_date"])
    key = ", ".join(f"every.{c}" for c in ("la_code", *TABLES[table].key))
    return f"""
        create or replace temp table span as
        with every as (
            select {shape} from own_span
            union all by name
            select {shape} from held.{table}
            where orphan is not true and (la_code, child_ref) in (select (la_code, child_ref) from own_span)
        ),
        newest as (
            select every.*, file.extract, file.place from every join placed_file as file using (file_id)
            qualify row_number() over (partition by {key}
                order by file.place desc, every.row_number desc) = 1
        )
        select la_code, child_ref, {first} as begun, {last} as ended, {_side(table)} as side, file_id, row_number
        from newest
        where {first} is not null and not exists (
            select 1 from placed_file as later
            where later.la_code = newest.la_code and later.extract = newest.extract and later.replaces
                and later.place > newest.place and newest.window_date between later.period_from and later.period_to
        )
    """  # noqa: S608


def _tell(con: duckdb.DuckDBPyConnection, parts: Sequence[Part], columns: str) -> None:
    """Add what the pairs of `span` say of this load's rows to the faults of their extracts."""
    first = con.execute("select min(file_id) from placed_file where own").fetchall()[0][0]
    found = con.execute(f"select * from ({_PAIRS}) where file_id >= ? order by all", [first]).df()  # noqa: S608
    names = dict(
        con.execute("select file_id, file_name || coalesce(' [' || sheet || ']', '') from load_file").fetchall()
    )
    names |= {first + i: p.entry.report.named for i, p in enumerate(parts)}
    for i, part in enumerate(parts):
        pairs = found[found["file_id"] == first + i]
        if pairs.empty:
            continue
        part.tell(pd.DataFrame({
            "row_number": pairs["row_number"].to_numpy(), "column": columns, "rule": ACROSS,
            "related_row": pairs["other_row"].astype("Int64").to_numpy(),
            "related_file": pairs["other_file"].map(names).to_numpy(),
        }))  # fmt: skip
