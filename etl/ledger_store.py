"""What was released, as the warehouse keeps it: proposals, frozen and live members, the ledger, what was taken back.

`release` proposes, `publish` makes it stand; both hand in frames that other rooms made. Nothing ever
leaves the ledger: a withdrawal marks the release, or the figure, and a number once shown stays as known.
"""

from datetime import UTC, date, datetime

import duckdb
import pandas as pd
import pyarrow as pa

from etl.sign_offs import fingerprint, sign_off, signed_authorities
from etl.warehouse import transaction

__all__ = [
    "LEDGER", "MEMBERS", "WITHDRAWN", "StaleRelease", "UnknownRelease", "current_version", "fingerprint",
    "live_members", "previous_ledger", "publish", "published", "record_proposal", "record_withdrawal", "releases",
    "sign_off", "signed_authorities", "withdraw", "withdrawn",
]  # fmt: skip

MEMBERS = ("metric", "period_kind", "period_start", "la_code", "unit", "counted_on", "cells", "numerator", "value")
"""Columns of the member frames; `cells` holds one dict (breakdown -> code) a row."""
LEDGER = (
    "audience", "metric", "period_kind", "period_start", "area", "by1", "cat1", "by2", "cat2", "basis", "numerator",
    "not_recorded", "denominator", "value", "status", "range_low", "range_high",
)  # fmt: skip
_KEY = LEDGER[:10]
_NUMBERS = LEDGER[10:14]
_RANGE = LEDGER[15:]
WITHDRAWN = ("metric", "period_kind", "period_start", "area", "by1", "cat1", "by2", "cat2", "why", "withdrawn_on")
"""Columns of the frames of figures taken back."""
_ARROW = {
    "period_start": pa.date32(), "counted_on": pa.date32(), "cells": pa.map_(pa.string(), pa.string()),
    "numerator": pa.bool_(), "value": pa.float64(),
}  # fmt: skip


class StaleRelease(RuntimeError):
    """Another release was published since this one was built; the message is a sentence for people."""


class UnknownRelease(LookupError):
    """No release of that id is in the log."""


def record_proposal(
    con: duckdb.DuckDBPyConnection, release_id: str, as_at: date, proposed: pd.DataFrame,
    live_members: pd.DataFrame, override: str | None = None,
) -> str:  # fmt: skip
    """Note a built release with the members it would freeze and those of its live cells: `built` or `unchanged`.

    proposed, live_members: columns MEMBERS. The ledger's version at this moment is kept: publishing on a newer
    one is refused. A release that is published or withdrawn keeps what it had; one that is only built is
    written anew, in one transaction.
    """
    known = con.execute("select status from release_log where release_id = ?", [release_id]).fetchall()
    if known and known[0][0] != "built":
        return "unchanged"
    with transaction(con):
        for table in ("proposed_member", "live_member", "release_log"):
            con.execute(f"delete from {table} where release_id = ?", [release_id])  # noqa: S608
        con.execute(
            "insert into release_log values (?, ?, ?, 'built', ?, null, ?)",
            [release_id, as_at, _now(), override, current_version(con)],
        )
        _insert_members(con, "proposed_member", release_id, proposed)
        _insert_members(con, "live_member", release_id, live_members)
    return "unchanged" if known else "built"


def publish(con: duckdb.DuckDBPyConnection, release_id: str, ledger_rows: pd.DataFrame) -> str:
    """Freeze what the release proposed and put its rows into the ledger, in one transaction.

    ledger_rows: columns LEDGER. Returns `published`, or `unchanged` where it was already. Raises UnknownRelease,
    and StaleRelease when another release has been published since this one was built.
    """
    status, version = _logged(con, release_id)
    if status == "published":
        return "unchanged"
    if status == "withdrawn":
        raise StaleRelease("this release was withdrawn; build a new one")
    if version != current_version(con):
        raise StaleRelease("another release was published after this one was built; build it again")
    with transaction(con):
        con.execute(
            "insert into frozen_member select * from proposed_member as new where release_id = ? and not exists ("
            "select 1 from frozen_member as old where old.metric = new.metric and old.period_kind = new.period_kind "
            "and old.period_start = new.period_start and old.la_code = new.la_code)",
            [release_id],
        )
        con.execute("delete from proposed_member where release_id = ?", [release_id])
        _to_ledger(con, release_id, ledger_rows)
        con.execute("insert into ledger_version values (?, ?, ?)", [version + 1, release_id, _now()])
        con.execute("update release_log set status = 'published' where release_id = ?", [release_id])
        _forget_stale(con, version + 1)
    return "published"


def _forget_stale(con: duckdb.DuckDBPyConnection, version: int) -> None:
    """Drop the members of builds that can no longer be published; the log keeps their line."""
    for table in ("proposed_member", "live_member"):
        con.execute(
            f"delete from {table} where release_id in "  # noqa: S608
            "(select release_id from release_log where status = 'built' and ledger_version < ?)",
            [version],
        )


def withdraw(con: duckdb.DuckDBPyConnection, release_id: str, why: str) -> None:
    """Mark a release as withdrawn, with the reason. Its figures stay in the ledger: they were seen. UnknownRelease."""
    _logged(con, release_id)
    con.execute("update release_log set status = 'withdrawn', why = ? where release_id = ?", [why, release_id])


def record_withdrawal(con: duckdb.DuckDBPyConnection, release_id: str, new_id: str, taken_back: pd.DataFrame) -> None:
    """Note the release `new_id`, which is `release_id` without some figures, and these figures (WITHDRAWN) with it.

    It counts the same live members and proposes none: what `release_id` froze stands. UnknownRelease.
    """
    _logged(con, release_id)
    members = ", ".join(MEMBERS)
    with transaction(con):
        for table in ("live_member", "withdrawn_figure", "release_log"):
            con.execute(f"delete from {table} where release_id = ?", [new_id])  # noqa: S608
        con.execute(
            "insert into release_log select ?, as_at, ?, 'built', null, null, ? from release_log where release_id = ?",
            [new_id, _now(), current_version(con), release_id],
        )
        con.execute(
            f"insert into live_member by name select '{_plain(new_id)}' as release_id, {members} "  # noqa: S608
            "from live_member where release_id = ?",
            [release_id],
        )
        con.register("taken_back", taken_back[list(WITHDRAWN)])
        con.execute(f"insert into withdrawn_figure by name select '{_plain(new_id)}' as release_id, * from taken_back")  # noqa: S608
        con.unregister("taken_back")


def withdrawn(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every figure that was taken back by a published release, with the reason: columns WITHDRAWN."""
    published = "release_id in (select release_id from release_log where status <> 'built')"
    return con.execute(f"select {', '.join(WITHDRAWN)} from withdrawn_figure where {published} order by all").df()  # noqa: S608


def live_members(con: duckdb.DuckDBPyConnection, release_id: str) -> pd.DataFrame:
    """The members of a release's live cells: metric, la_code, counted_on."""
    return con.execute(
        "select metric, la_code, counted_on from live_member where release_id = ? order by all", [release_id]
    ).df()


def previous_ledger(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every figure ever published, each as it was last printed: release_id and the columns LEDGER."""
    return con.execute(f"select release_id, {', '.join(LEDGER)} from ledger order by all").df()  # noqa: S608


def releases(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The log: release_id, as_at, built_at, status, override, why, ledger_version; newest first."""
    return con.execute("select * from release_log order by built_at desc, release_id").df()


def published(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Ids of the releases that were published and not withdrawn, the last published first."""
    rows = con.execute(
        "select release_id from release_log join ledger_version using (release_id) where status = 'published' "
        "order by version desc"
    )
    return [release_id for (release_id,) in rows.fetchall()]


def current_version(con: duckdb.DuckDBPyConnection) -> int:
    """How many publications the ledger has seen."""
    return int(con.execute("select coalesce(max(version), 0) from ledger_version").fetchall()[0][0])


def _logged(con: duckdb.DuckDBPyConnection, release_id: str) -> tuple[str, int]:
    rows = con.execute("select status, ledger_version from release_log where release_id = ?", [release_id]).fetchall()
    if not rows:
        raise UnknownRelease("no release of that id has been built here")
    return rows[0][0], int(rows[0][1])


def _insert_members(con: duckdb.DuckDBPyConnection, table: str, release_id: str, members: pd.DataFrame) -> None:
    """Members by way of Arrow, which knows maps and dates where pandas has only objects."""
    if members.empty:
        return
    columns = {name: _arrow(members[name], _ARROW.get(name, pa.string())) for name in MEMBERS}
    con.register("new_members", pa.table(columns))
    con.execute(f"insert into {table} by name select '{_plain(release_id)}' as release_id, * from new_members")  # noqa: S608
    con.unregister("new_members")


def _arrow(column: pd.Series, kind: pa.DataType) -> pa.Array:
    if pa.types.is_map(kind):
        return pa.array([list(cell.items()) if isinstance(cell, dict) else [] for cell in column], type=kind)
    if pa.types.is_date(kind):
        days = pd.to_datetime(column)
        return pa.array([None if pd.isna(d) else d.date() for d in days], type=kind)
    return pa.array([None if pd.isna(cell) else cell for cell in column], type=kind)


def _plain(release_id: str) -> str:
    if not release_id.replace("-", "").isalnum():
        raise ValueError("a release id holds letters, digits and - only")
    return release_id


def _to_ledger(con: duckdb.DuckDBPyConnection, release_id: str, rows: pd.DataFrame) -> None:
    """Each row takes the place of the one with its key; what the release does not hold stays as it was.

    A row that shows no number now keeps the one it showed before, under its new status: it is known all the same. So
    is the range of one that shows none any more.
    """
    if rows.empty:
        return
    con.register("new_rows", rows[list(LEDGER)])
    same = " and ".join(f"ledger.{name} is not distinct from new_rows.{name}" for name in _KEY)
    bare = " and ".join(f"new_rows.{name} is null" for name in _NUMBERS)
    kept = ", ".join(f"case when {bare} then ledger.{n} else new_rows.{n} end as {n}" for n in _NUMBERS)
    kept += "".join(f", coalesce(new_rows.{n}, ledger.{n}) as {n}" for n in _RANGE)
    con.execute(
        f"create or replace temp table ledger_next as select '{_plain(release_id)}' as release_id, "  # noqa: S608
        f"new_rows.* replace ({kept}) from new_rows left join ledger on {same}"
    )
    con.unregister("new_rows")
    same = same.replace("new_rows", "ledger_next")
    con.execute(f"delete from ledger using ledger_next where {same}")  # noqa: S608
    con.execute("insert into ledger by name select * from ledger_next")
    con.execute("drop table ledger_next")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
