"""How long rows are kept: `purge` ends what is older than a date, `erase` removes one child everywhere.

Both take case-level rows out and leave the history of loads (files, counts, faults by row number),
the ledger and what was published. How many frozen and live members went is noted by metric and
period, never whose. Then the warehouse file is written anew (etl.rewrite).
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from data_contracts.tables import TABLES, Table
from etl.erased import delete_members
from etl.rewrite import change_and_rewrite
from etl.warehouse import FILE_NAME, WarehouseAbsent, supersede

OWNED = ("spell_ref", "episode_ref", "rhi_ref", "audit_ref")
"""References to things of one child; who holds one of a child's is the child's row."""
NOT_OF_A_CHILD = frozenset({
    "meeting_ref", "seat_ref", "action_ref", "plan_ref", "place_ref", "session_ref", "campaign_ref", "document_ref",
    "lead_ref",  # names an allocation inside a spell, by its first day
})  # fmt: skip
"""References that lead to no child. A test asks of every reference which of the two it is."""
MERGED = ("old_ref", "new_ref")
"""Two references of one child: erasing under either takes both, and the line that joins them."""
EARLIER = ("previous_audit_ref",)
"""References to a child's thing from what may be about others: blanked, the row stays."""
_ENDS = ("removed_date", "end_at", "end_date")
_TIMELESS = ("birth_month",)


@dataclass
class Removed:
    """What was taken out: table -> rows, and of the members of figures how many. Never whose."""

    rows: dict[str, int] = field(default_factory=dict)
    rejected_rows: int = 0
    frozen_members: int = 0
    live_members: int = 0

    @property
    def any(self) -> bool:
        """Whether anything at all was taken out."""
        return bool(sum(self.rows.values()) + self.rejected_rows + self.frozen_members + self.live_members)

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
        _follow_refused(con)
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
    size = -1
    while size != (size := con.execute("select count(*) from gone").fetchall()[0][0]):
        for here, there in (MERGED, MERGED[::-1]):
            con.execute(
                f"insert into gone select distinct 'child_ref', la_code, {there} from held.reference_merge as row "  # noqa: S608
                f"where (la_code, {here}) in (select (la_code, ref) from gone) and not exists "
                f"(select 1 from gone where gone.la_code = row.la_code and ref = {there})"
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


def _follow_refused(con: duckdb.DuckDBPyConnection) -> None:
    """Add the references that only refused rows of a child tie to it, so that refused rows beneath them go as well."""
    for name, table in _child_tables().items():
        own = table.key[0]
        if len(table.key) == 1 and own in OWNED:
            con.execute(
                f"""
                insert into gone
                select distinct '{own}', gone.la_code, trim(cells ->> '{own}') as ref
                from rejected_row join load_file using (file_id)
                join gone on gone.what = 'child_ref' and gone.ref = trim(cells ->> 'child_ref')
                    and (gone.la_code = load_file.la_code or load_file.la_code is null)
                where cells ->> '{own}' is not null and not exists (
                    select 1 from held.{name} as row
                    where row.la_code = gone.la_code and row.{own} = trim(cells ->> '{own}')
                )
                """  # noqa: S608
            )


def _delete(con: duckdb.DuckDBPyConnection, found: Removed, kind: str, before: date | None) -> None:
    for name, table in _child_tables().items():
        about = " or ".join(_is_gone(c) for c in _refs(table))
        if before is not None:
            about += f" or (superseded and file_id in (select file_id from load_file where extracted_at < '{before}'))"  # noqa: S608
        found.rows[name] = con.execute(f"delete from held.{name} where {about}").fetchall()[0][0]  # noqa: S608
    found.rows["reference_merge"] = con.execute(
        "delete from held.reference_merge where (la_code, new_ref) in (select (la_code, ref) from gone "
        "where what = 'child_ref') or (la_code, old_ref) in (select (la_code, ref) from gone where what = 'child_ref')"
    ).fetchall()[0][0]
    con.execute(f"update held.audit set previous_audit_ref = null where {_is_gone('audit_ref', 'previous_audit_ref')}")  # noqa: S608
    found.rejected_rows = _delete_rejected(con, before)
    members = delete_members(con, kind, before)
    found.frozen_members, found.live_members = members["frozen_member"], members["live_member"]


def _is_gone(what: str, column: str | None = None) -> str:
    return f"(la_code, {column or what}) in (select (la_code, ref) from gone where what = '{what}')"  # noqa: S608


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
                    and list_contains(list_transform(map_values(cast(cells as map(varchar, varchar))),
                        lambda cell: trim(cell)), gone.ref)
            )
            """
        ).fetchall()[0][0]
    )


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
