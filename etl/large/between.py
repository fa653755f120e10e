"""Rules between rows (etl.among) on a large file: the same SQL, over the few rows that could break a rule."""

from collections.abc import Mapping

import duckdb

from etl import among
from etl.batch import Judged
from etl.cross import UNLISTED
from etl.large.checks import reject
from etl.large.stage import Staged


def between_rows(con: duckdb.DuckDBPyConnection, staged: Staged, judged: Mapping[str, Judged]) -> None:
    """Add the faults between rows. After etl.among.among_rows, which leaves the table `birth` behind.

    judged: the folder's smaller files.
    """
    first, last = among.SPANS[staged.contract.name]
    _apply(staged, among.overlaps(first, last), _may_overlap(staged, first, last))
    _apply(staged, among.against_age(), "end_at is null or (la_code, child_ref) in (select (la_code, child_ref) from birth)")
    if among.has_rows(con, "care_period") or "care_period" in judged:
        among.care(con, judged)
        _apply(staged, among.NOT_IN_CARE, "starts_with(cast(missing_from as varchar), 'CARE_')")
    reject(staged)


def _may_overlap(staged: Staged, first: str, last: str) -> str:
    """Rows of children with some row that begins before the one before it has ended."""
    staged.con.execute(
        "create or replace temp table crossed as select distinct child from (select hash(la_code, child_ref) as child, "  # noqa: S608
        f"{last} as ended, lead({first}) over (partition by hash(la_code, child_ref) order by {first}) as next "
        f"from ({staged.accepted()})) where next < coalesce(ended, timestamp '9999-12-31')"
    )
    return "hash(la_code, child_ref) in (select child from crossed)"


def _apply(staged: Staged, sql: str, where: str) -> None:
    """Run `sql` over the view `own_rows` of the accepted rows that `where` picks, as etl.among does over a frame."""
    told = staged.entry.declared.extracted_at
    day = f"timestamp '{told}'" if told else "cast(null as timestamp)"
    staged.con.execute(
        f"create or replace temp table own_rows as select *, {day} as extracted_at from ({staged.accepted()}) where {where}"  # noqa: S608
    )
    staged.con.execute(
        f'insert into {staged.name}_fault select position, "column", rule, severity, related_row, \'among\' from ({sql})'  # noqa: S608
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
