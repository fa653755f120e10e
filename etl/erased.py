"""Members of figures that retention or an erasure took out: how many of each figure, never whose.

A frozen figure stands as published (the ledger has its count); who asks for its members is told how many are gone.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import duckdb

from data_contracts.periods import Period, add_months

TABLES = ("proposed_member", "live_member", "frozen_member")
_SEPARATOR = ":"
"""Stands in a unit between the reference that owns it and what tells its units apart (queries/metrics)."""

_MADE = r"^(.+)-\d{8}(?:\d{4})?(?:-[PA])?(?:-R)?$"
"""References that loading makes of a child's and a date, where the authority gives none (etl/stores)."""


def delete_members(con: duckdb.DuckDBPyConnection, kind: str, before: date | None = None) -> dict[str, int]:
    """Take out of the member tables what the table `gone` names and, at a purge, what was counted before a day.

    kind: erase or purge, as it is noted in `erased_member`. The number of rows by table.
    """
    owner = f"split_part(unit, '{_SEPARATOR}', 1)"
    about = (
        f"((la_code, {owner}) in (select (la_code, ref) from gone) or (la_code, regexp_extract({owner}, '{_MADE}', 1)) "  # noqa: S608
        "in (select (la_code, ref) from gone where what = 'child_ref'))"
    )
    if before is not None:
        about = f"(counted_on < '{before}' or {about})"
    _note(con, kind, about)
    return {t: con.execute(f"delete from {t} where {about}").fetchall()[0][0] for t in TABLES}  # noqa: S608


def _note(con: duckdb.DuckDBPyConnection, kind: str, about: str) -> None:
    """Write how many members of each frozen figure, and of each release's live ones, go now."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for table, release in (("frozen_member", "null"), ("live_member", "release_id")):
        con.execute(
            "insert into erased_member by name select ? as removed_at, ? as kind, metric, period_kind, "  # noqa: S608
            f"period_start, la_code, {release} as release_id, count(*) as n from {table} where {about} group by all",
            [now, kind],
        )


def erased_members(
    con: duckdb.DuckDBPyConnection, metric: str, period: Period, stock: bool, la_codes: Iterable[str], live: str | None
) -> int:
    """How many members of a figure's total are no longer held; of the frozen one, or of the live one of a release.

    Members stand under the figure's own kind of period, or under the smallest: of a stock those of its last part.
    """
    smallest = ("month", 1) if live else ("quarter", 3)
    first = add_months(period.end.replace(day=1), 1 - smallest[1]) if stock else period.start
    for kind, start in ((period.kind, period.start), (smallest[0], first)):
        found = con.execute(
            "select sum(n) from erased_member where metric = ? and period_kind = ? and period_start between ? and ? "
            "and list_contains(?, la_code) and release_id is not distinct from ?",
            [metric, kind, start, period.end, list(la_codes), live],
        ).fetchall()[0][0]
        if found is not None:
            return int(found)
    return 0
