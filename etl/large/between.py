"""Rules between rows (etl.among) on a large file: the same SQL, over the few rows that could break a rule."""

from collections.abc import Mapping

import duckdb

from etl import among
from etl.batch import Judged
from etl.cross import UNLISTED
from etl.large.checks import reject
from etl.large.doubles import turns
from etl.large.stage import Staged


def between_rows(con: duckdb.DuckDBPyConnection, staged: Staged, judged: Mapping[str, Judged]) -> None:
    """Add the faults between rows. After etl.among.among_rows, which leaves the table `birth` behind.

    judged: the folder's smaller files.
    """
    first, last = among.SPANS[staged.contract.name]
    near = f"position in (select position from {staged.name}_near)"  # noqa: S608
    for some in turns(staged):
        _apply(staged, among.overlaps(first, last, among.SIDE), f"{near} and {some}")
    born = staged.count("select count(*) from birth")
    aged = " or (la_code, child_ref) in (select (la_code, child_ref) from birth)" if born else ""
    _apply(staged, among.against_age(), f"end_at is null{aged}")
    if among.has_rows(con, "care_period") or "care_period" in judged:
        among.care(con, judged)
        _apply(staged, among.NOT_IN_CARE, "starts_with(cast(missing_from as varchar), 'CARE_')")
    reject(staged)


def _apply(staged: Staged, sql: str, where: str) -> None:
    """Run `sql` over the table `own_rows` of the accepted rows that `where` picks, as etl.among does over a frame."""
    told = staged.entry.declared.extracted_at
    some = {"position", "row_number", "entry", "la_code", "child_ref", "missing_from", "start_at", "end_at"}
    columns = ", ".join(sorted(some)) + ", cast(source as varchar) as source"
    day = f"timestamp '{told}'" if told else "cast(null as timestamp)"
    staged.con.execute(
        f"create or replace temp table own_rows as select {columns}, {day} as extracted_at "  # noqa: S608
        f"from (select * from ({staged.typed()}) where {where}) anti join {staged.name}_out using (position)"
    )
    staged.con.execute(
        f'insert into {staged.name}_fault select position, "column", rule, severity, related_row, '  # noqa: S608
        f"'among' from ({sql})"
    )
    staged.con.execute("drop table own_rows")


def unlisted(con: duckdb.DuckDBPyConnection, staged: Staged, judged: Mapping[str, Judged]) -> None:
    """Warn of each accepted row of `missing` whose child is in no list, where the authority has a list (etl.cross)."""
    if staged.contract.name != "missing":
        return
    con.execute("create or replace temp table listed as select distinct la_code, child_ref from child")
    if "list" in judged:
        frame = judged["list"].frame
        con.register("own_rows", frame.loc[frame["state"] == "accepted", ["la_code", "child_ref"]])
        con.execute("insert into listed select distinct la_code, child_ref from own_rows")
        con.unregister("own_rows")
    con.execute(
        f"insert into {staged.name}_fault select position, 'child_ref', '{UNLISTED}', 'warn', null, 'among' "  # noqa: S608
        f"from ({staged.accepted()}) where la_code in (select la_code from listed) "
        "and (la_code, child_ref) not in (select (la_code, child_ref) from listed)"
    )
