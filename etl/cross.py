"""Rules across files: a missing child whom no list knows; a file that shrinks what it replaces.

They run again at each load, so that a fault goes when the other file comes. A child unknown to the
list is no fault of the missing file, which stands alone: it is said, but not counted in `warned`.
"""

from collections.abc import Iterable, Sequence

import duckdb
import pandas as pd

from etl.batch import Judged
from etl.faults import fault_frame
from etl.parts import Part
from etl.store import stores

UNLISTED = "child_not_on_list"
_SHRINK_FROM = 10


def unlisted(con: duckdb.DuckDBPyConnection, judged: dict[str, Judged]) -> None:
    """Add a warning to each accepted row of `missing` whose child is in no list, where the authority has a list."""
    if "missing" not in judged:
        return
    known = set(con.execute("select la_code, child_ref from child").fetchall())
    if "list" in judged:
        frame = judged["list"].frame
        known |= set(
            frame.loc[frame["state"] == "accepted", ["la_code", "child_ref"]].itertuples(index=False, name=None)
        )
    listed = {la_code for la_code, _ in known}
    missing = judged["missing"]
    frame = missing.frame[(missing.frame["state"] == "accepted") & missing.frame["la_code"].isin(listed)]
    pairs = frame[["la_code", "child_ref"]].itertuples(index=False, name=None)
    found = [
        (int(at), "child_ref", UNLISTED, "warn")
        for at, pair in zip(frame.index, pairs, strict=True)
        if pair not in known
    ]
    missing.faults = pd.concat([missing.faults, fault_frame(found)], ignore_index=True)


def unlisted_again(con: duckdb.DuckDBPyConnection, la_codes: Iterable[str]) -> None:
    """Say again, for every stored missing file of these authorities, which children no list knows."""
    codes = sorted(set(la_codes))
    con.execute(
        "delete from problem where rule = ? and file_id in "
        "(select file_id from load_file where list_contains(?, la_code))",
        [UNLISTED, codes],
    )
    con.execute(
        """
        insert into problem by name
        select file_id, row_number, ? as rule, 'warn' as severity, 'child_ref' as columns
        from held.missing_episode as episode
        where list_contains(?, la_code)
            and la_code in (select la_code from child)
            and not exists (
                select 1 from child where child.la_code = episode.la_code and child.child_ref = episode.child_ref
            )
        """,
        [UNLISTED, codes],
    )


def shrinking(con: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> None:
    """Mark parts that hold less than half of the current rows that their window replaces."""
    for part in parts:
        table = next((s.table for s in stores() if s.extract == part.judged.contract.name and s.main), None)
        if table is None or part.period_from is None:
            continue
        before = con.execute(
            f"select count(*) from held.{table} join load_file using (file_id) "  # noqa: S608
            "where not superseded and load_file.la_code = ? and extract = ? and window_date between ? and ? "
            "and load_file.extracted_at <= ?",
            [part.la_code, part.judged.contract.name, part.period_from, part.period_to, part.extracted_at],
        ).fetchall()[0][0]
        if before >= _SHRINK_FROM and part.within_window() * 2 < before:
            part.whole_file.append("large_shrink")
