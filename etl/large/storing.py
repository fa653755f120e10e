"""Writing a large file's rows, faults and rejected cells (etl.record), straight from its temporary tables."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from data_contracts.kit import Field
from etl.large.parts import LargePart, owner
from etl.large.stage import Staged
from etl.large.strict import checked_here
from etl.store import insert_accepted, stores_of

_MORE = 128_000_000
"""Bytes that storing needs for each thread: row groups that are being written, joins and casts."""


def record_large(con: duckdb.DuckDBPyConnection, parts: list[LargePart]) -> set[str]:
    """Write the rows of one large file; the tables that they went to. Inside the caller's transaction."""
    staged = parts[0].rows()
    ids = " ".join(f"when {i} then {p.file_id}" for i, p in enumerate(parts))
    file_id, name = "as bigint) as file_id", staged.name
    place = owner(parts, copies=True)
    con.execute(
        f"insert into problem by name select cast(case {place} {ids} end {file_id}, row_number, rule, severity, "  # noqa: S608
        f'"column" as columns, related_row from {name}_fault as fault join ({staged.typed()}) using (position) '
        f"left join {name}_out using (position)"
    )
    con.execute(
        f"insert into rejected_row by name select cast(case {place} {ids} end {file_id}, row_number, "  # noqa: S608
        f"{_references(staged)} as cells from ({staged.typed()}) join {name}_out using (position) "
        "where state = 'rejected'"
    )
    owned = f"select *, cast(case {owner(parts)} {ids} end {file_id} from ({staged.accepted()})"  # noqa: S608
    con.execute(f"create or replace temp view accepted as {owned}")
    with _little_more_memory(con):
        insert_accepted(con, staged.contract, unique=_is_named(staged))
    con.execute("drop view accepted")
    staged.drop()
    return {s.table for s in stores_of(staged.contract)}


@contextmanager
def _little_more_memory(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """What was written to the file need not stay in memory as well: little more than the rows in hand take is given."""
    most, enough = con.execute(
        "select current_setting('memory_limit'), least(parse_formatted_bytes(current_setting('memory_limit')), "  # noqa: S608
        f"sum(memory_usage_bytes) + {_MORE} * current_setting('threads')) // 1_000_000 from duckdb_memory()"
    ).fetchall()[0]
    con.execute(f"set memory_limit = '{enough}MB'")
    try:
        yield
    finally:
        con.execute(f"set memory_limit = '{most}'")


def _references(staged: Staged) -> str:
    """SQL of the JSON of a refused row's references, as etl.record keeps them; whatever else it held is not kept.

    A strict cell has the form of a reference; only odd ones are looked at again.
    """
    refs = [(n, f) for n, f in staged.contract.fields.items() if f.kind == "ref" and n in staged.filled]
    found = ", ".join(_reference(staged, name, spec) for name, spec in refs)
    return f"cast(concat('{{', concat_ws(', ', {found}), '}}') as json)"


def _reference(staged: Staged, name: str, spec: Field) -> str:
    """SQL of one reference in that JSON, null where the cell is none."""
    sure = f"when not ({staged.has_odd(name)}) and {name} is not null then {name} " if checked_here(spec) else ""
    cell = f"case {sure}when regexp_full_match(trim({name}), '{spec.pattern}') then trim({name}) end"
    return f"case when {cell} is not null then concat('\"{name}\": \"', {cell}, '\"') end"


def _is_named(staged: Staged) -> bool:
    """Whether every accepted row has a reference of its own, so that no two can be the same thing in a table."""
    if "episode_ref" not in staged.filled:
        return False
    return not staged.count(f"select count(*) from ({staged.accepted()}) where episode_ref is null limit 1")  # noqa: S608
