"""Merged references: rows under a pseudonym that is no longer used are read as the child that it turned out to be.

Run at each load inside its transaction, so that rows which come later under the old pseudonym follow too.
"""

import duckdb

from data_contracts.tables import TABLES

_HOPS = 8
"""A pseudonym may itself be merged later; a ring of them ends here."""


def follow_merges(con: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """Give every stored row the pseudonym that stands now; (table, la_code) of what was changed.

    The references of times on the list and of episodes stay as they were: they name the row, not the child.
    """
    con.execute(
        """
        create or replace temp table stands_for as
        with recursive step as (
            select la_code, old_ref, new_ref, 1 as hops from reference_merge
            union all
            select step.la_code, step.old_ref, merge.new_ref, hops + 1
            from step join reference_merge as merge on merge.la_code = step.la_code and merge.old_ref = step.new_ref
            where hops < ?
        )
        select la_code, old_ref, arg_max(new_ref, hops) as new_ref from step group by all
        having old_ref <> arg_max(new_ref, hops)
        """,
        [_HOPS],
    )
    changed: set[tuple[str, str]] = set()
    for name, table in TABLES.items():
        if "child_ref" not in table.columns:
            continue
        rows = con.execute(
            f"update held.{name} as own set child_ref = stands_for.new_ref from stands_for "  # noqa: S608
            "where own.la_code = stands_for.la_code and own.child_ref = stands_for.old_ref returning own.la_code"
        ).fetchall()
        changed |= {(name, la_code) for (la_code,) in rows}
    return changed
