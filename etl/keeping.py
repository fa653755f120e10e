"""How long rows are kept: `purge` ends what is older than a date, `erase` removes one child everywhere.

Both take case-level rows out and leave the history of loads (files, counts, faults by row number),
the ledger and what was published. How many frozen and live members went is noted by metric and
period, never whose. Then the warehouse file is written anew (etl.rewrite).
"""

import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from data_contracts.tables import TABLES, Table
from etl.rewrite import change_and_rewrite
from etl.warehouse import FILE_NAME, WarehouseAbsent, supersede

OWNED = ("spell_ref", "review_ref", "episode_ref", "rhi_ref", "audit_ref", "period_ref")
"""References to things of one child; who holds one of a child's is the child's row."""
_ENDS = ("removed_date", "end_at", "end_date")
_TIMELESS = ("birth_month",)
_MEMBERS = ("proposed_member", "live_member", "frozen_member")


@dataclass
class Removed:
    """What was taken out: table -> rows, and of the members of figures how many. Never whose."""

    rows: dict[str, int] = field(default_factory=dict)
    rejected_rows: int = 0
    frozen_members: int = 0
    live_members: int = 0

    def as_json(self) -> dict[str, object]:
        """As plain JSON values."""
        return asdict(self)


def erase(home: Path, child_ref: str, la_code: str | None = None) -> Removed:
    """Remove a child (of one authority, or wherever the pseudonym stands) from every row and member.

    Raises WarehouseAbsent and WarehouseBusy. A child that is nowhere gives zeros; the file is rewritten all the same.
    """
    return _taken_out(home, lambda con: _mark_child(con, child_ref, la_code), "erase")


def purge(home: Path, before: date) -> Removed:
    """Remove rows about children that ended before the day `before`; what is still open stays, whole. Raises as erase.

    Superseded rows of files extracted before that day go too, and the members of figures counted before it.
    """
    return _taken_out(home, lambda con: _mark_older(con, before), "purge", before)


def _taken_out(home: Path, mark, kind: str, before: date | None = None) -> Removed:  # type: ignore[no-untyped-def]
    path = Path(home) / FILE_NAME
    if not path.exists():
        raise WarehouseAbsent("there is no warehouse here, so there is nothing to remove")
    found = Removed()

    def change(con: duckdb.DuckDBPyConnection) -> None:
        con.execute("create or replace temp table gone (what varchar, la_code varchar, ref varchar)")
        mark(con)
        _follow(con)
        _delete(con, found, kind, before)
        codes = [c for (c,) in con.execute("select distinct la_code from gone").fetchall()]
        supersede(con, TABLES, codes)
        con.execute("drop table gone")

    change_and_rewrite(path, change)
    return found


def _mark_child(con: duckdb.DuckDBPyConnection, child_ref: str, la_code: str | None) -> None:
    con.execute(
        "insert into gone select 'child_ref', la_code, ? from (select distinct la_code from load_file) "
        "where la_code is not null and (? is null or la_code = ?)",
        [child_ref, la_code, la_code],
    )


def _child_tables() -> dict[str, Table]:
    """Tables whose rows are about one child."""
    return {n: t for n, t in TABLES.items() if {"child_ref", *OWNED} & set(t.columns)}


def _refs(table: Table) -> list[str]:
    return [c for c in ("child_ref", *OWNED) if c in table.columns]


def _follow(con: duckdb.DuckDBPyConnection) -> None:
    """Add to `gone` what belongs to what is gone: spells of a child, reviews of a spell, answers of an audit."""
    size = -1
    while size != (size := con.execute("select count(*) from gone").fetchall()[0][0]):
        for name, table in _child_tables().items():
            for own in (c for c in table.key if c in OWNED):
                for via in (c for c in _refs(table) if c != own):
                    con.execute(
                        f"insert into gone select distinct '{own}', la_code, {own} from held.{name} as row "  # noqa: S608
                        f"where {own} is not null and (la_code, {via}) in "
                        f"(select (la_code, ref) from gone where what = '{via}') and not exists (select 1 from gone "
                        f"where what = '{own}' and gone.la_code = row.la_code and ref = {own})"
                    )


def _delete(con: duckdb.DuckDBPyConnection, found: Removed, kind: str, before: date | None) -> None:
    for name, table in _child_tables().items():
        about = " or ".join(_is_gone(c) for c in _refs(table))
        if before is not None:
            about += f" or (superseded and file_id in (select file_id from load_file where extracted_at < '{before}'))"  # noqa: S608
        found.rows[name] = con.execute(f"delete from held.{name} where {about}").fetchall()[0][0]  # noqa: S608
    found.rejected_rows = _delete_rejected(con, before)
    _delete_members(con, found, kind, before)


def _is_gone(column: str) -> str:
    return f"(la_code, {column}) in (select (la_code, ref) from gone where what = '{column}')"  # noqa: S608


def _delete_rejected(con: duckdb.DuckDBPyConnection, before: date | None) -> int:
    """Refused rows that name what is gone; at a purge all of older files."""
    if before is not None:
        old = "delete from rejected_row where file_id in (select file_id from load_file where extracted_at < ?)"
        return int(con.execute(old, [before]).fetchall()[0][0])
    return int(
        con.execute(
            """
            delete from rejected_row using load_file where load_file.file_id = rejected_row.file_id and exists (
                select 1 from gone where (gone.la_code = load_file.la_code or load_file.la_code is null)
                    and list_contains(map_values(cast(cells as map(varchar, varchar))), gone.ref)
            )
            """
        ).fetchall()[0][0]
    )


def _delete_members(con: duckdb.DuckDBPyConnection, found: Removed, kind: str, before: date | None) -> None:
    """Members of figures; of frozen ones the number that went is noted by metric, period and authority."""
    con.execute(
        "create table if not exists erased_member (removed_at timestamp, kind varchar, metric varchar, "
        "period_kind varchar, period_start date, la_code varchar, n bigint)"
    )
    refs = [r for (r,) in con.execute("select ref from gone where what = 'child_ref'").fetchall()]
    made = "|".join(re.escape(r) for r in sorted(set(refs)))
    pattern = rf"({made})-\d{{8}}(\d{{4}})?(-R)?" if made and kind == "erase" else "^$"
    about = "((la_code, unit) in (select (la_code, ref) from gone) or (regexp_full_match(unit, $pattern) " \
            "and la_code in (select la_code from gone)))"  # fmt: skip
    if before is not None:
        about = f"($pattern is not null and (counted_on < '{before}' or {about}))"
    con.execute(
        f"insert into erased_member select $now, $kind, metric, period_kind, period_start, la_code, count(*) "  # noqa: S608
        f"from frozen_member where {about} group by all",
        {"now": datetime.now(UTC).replace(tzinfo=None), "kind": kind, "pattern": pattern},
    )
    n = {t: con.execute(f"delete from {t} where {about}", {"pattern": pattern}).fetchall()[0][0] for t in _MEMBERS}  # noqa: S608
    found.frozen_members, found.live_members = n["frozen_member"], n["live_member"]


def _mark_older(con: duckdb.DuckDBPyConnection, before: date) -> None:
    """Put into `gone` every thing of a child whose newest rows all ended before the day; then children with none left.

    A row is open while one of its end dates is there to be filled and is not; its age is its latest date.
    """
    main = {n: t for n, t in _child_tables().items() if "child_ref" in t.columns and t.key[0] in OWNED}
    for name, table in main.items():
        if len(table.key) > 1:
            continue
        days = [c for c, (kind, _) in table.columns.items() if kind in ("DATE", "TIMESTAMP") and c not in _TIMELESS]
        ends = " or ".join(f"{c} is null" for c in _ENDS if c in table.columns) or "false"
        turned_down = "decision is distinct from 'NOT_ACCEPTED' and " if "decision" in table.columns else ""
        latest = f"greatest({', '.join(f'cast({c} as date)' for c in days)})"
        con.execute(
            f"insert into gone select '{table.key[0]}', la_code, {table.key[0]} from held.{name} "  # noqa: S608
            f"group by all having not bool_or(not superseded and {turned_down}({ends})) and max({latest}) < ?",
            [before],
        )
    left = " union all ".join(
        f"select la_code, child_ref from held.{n} as row where not exists (select 1 from gone where "  # noqa: S608
        f"what = '{t.key[0]}' and gone.la_code = row.la_code and ref = row.{t.key[0]})"
        for n, t in main.items()
    )
    con.execute(
        f"insert into gone select distinct 'child_ref', la_code, child_ref from held.child "  # noqa: S608
        f"where (la_code, child_ref) not in (select (la_code, child_ref) from ({left}))"
    )
