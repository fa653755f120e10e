"""Orphans: rows that refer to something nobody has supplied. They are refused, kept, and come back with their parent.

The typed row of an orphan is stored with the mark `orphan`, which no view shows; at each load the marks of the
authorities concerned are looked at again, and the counts of the file follow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from etl.batch import Judged
from etl.faults import fault_frame
from etl.store import stores

ORPHAN = "orphan"


@dataclass(frozen=True)
class Link:
    """Rows of an extract (of the table of the same name) name by `column` a row of the table `parent`.

    only_if_any: the parent is asked for only where the authority has supplied that table at all.
    """

    extract: str
    column: str
    parent: str
    only_if_any: bool = False


LINKS = (
    Link("vemt_spell", "child_ref", "child", only_if_any=True),
    Link("vemt_review", "spell_ref", "vemt_spell"),
    Link("lead_professional", "spell_ref", "vemt_spell"),
    Link("notification", "spell_ref", "vemt_spell"),
    Link("pathway", "spell_ref", "vemt_spell"),
    Link("return_interview_episode", "episode_ref", "missing_episode"),
    Link("return_interview_episode", "rhi_ref", "return_interview"),
    Link("audit_answer", "audit_ref", "audit"),
    Link("audit_theme_note", "audit_ref", "audit"),
    Link("attendance", "meeting_ref", "meeting"),
    Link("attendance", "seat_ref", "seat"),
)
"""Parents before children, so that one pass is enough."""


def refuse_orphans(
    con: duckdb.DuckDBPyConnection, judged: Mapping[str, Judged], large: Sequence[tuple[str, str]] = ()
) -> None:
    """Reject accepted rows whose parent is neither in the warehouse nor among this load's accepted rows.

    con: the warehouse; nothing is written to its tables. large: extract and SQL of the accepted rows of large files.
    """
    for link in LINKS:
        if link.extract not in judged:
            continue
        own = judged[link.extract]
        _known(con, link, judged)
        _known_of_large(con, link, large)
        con.register("own_rows", _accepted(own))
        sound = (
            f"exists (select 1 from known where known.ref = own_rows.{link.column} "  # noqa: S608
            "and (known.la_code = own_rows.la_code or 'TEES' in (known.la_code, own_rows.la_code)))"
        )
        asked = "la_code in (select la_code from known)" if link.only_if_any else "true"
        found = con.execute(f"select position from own_rows where not {sound} and {asked}").df()["position"]  # noqa: S608
        con.unregister("own_rows")
        own.faults = pd.concat(
            [own.faults, fault_frame([(int(p), link.column, ORPHAN, "reject") for p in found])], ignore_index=True
        )
        own.frame.loc[found, "state"] = "rejected"


def _accepted(judged: Judged) -> pd.DataFrame:
    frame = judged.frame[judged.frame["state"] == "accepted"]
    return frame.assign(position=frame.index, file_id=0)


def _known(con: duckdb.DuckDBPyConnection, link: Link, judged: Mapping[str, Judged]) -> None:
    """The temporary table `known` (la_code, ref): what may be referred to."""
    there = f"select distinct la_code, {link.column} as ref from {link.parent}"  # noqa: S608
    con.execute(f"create or replace temp table known as {there}")
    for store in stores():
        if store.table == link.parent and store.extract in judged:
            con.register("accepted", _accepted(judged[store.extract]))
            con.execute(f"insert into known select distinct la_code, {link.column} from ({store.sql})")  # noqa: S608
            con.unregister("accepted")


def _known_of_large(con: duckdb.DuckDBPyConnection, link: Link, large: Sequence[tuple[str, str]]) -> None:
    for extract, accepted in large:
        for store in (s for s in stores() if (s.extract, s.table) == (extract, link.parent)):
            con.execute(f"create or replace temp view accepted as select *, 0 as file_id from ({accepted})")  # noqa: S608
            con.execute(f"insert into known select distinct la_code, {link.column} from ({store.sql})")  # noqa: S608
            con.execute("drop view accepted")


def orphan_rows(judged: Judged) -> pd.DataFrame:
    """The rejected rows of an extract that are orphans and nothing else: they are stored with the mark."""
    rejects = judged.faults[judged.faults["severity"] == "reject"]
    only = set(rejects.loc[rejects["rule"] == ORPHAN, "position"])
    only -= set(rejects.loc[rejects["rule"] != ORPHAN, "position"])
    return judged.frame.loc[sorted(only)]


def bring_back(con: duckdb.DuckDBPyConnection, la_codes: Iterable[str]) -> None:
    """Take in stored orphans whose parents are there now. Runs inside the caller's transaction."""
    codes = sorted({*la_codes})
    tables = dict.fromkeys(link.extract for link in LINKS)
    some = " union all ".join(f"select 1 from held.{table} where orphan" for table in tables)  # noqa: S608
    if not con.execute(f"select exists ({some})").fetchall()[0][0]:
        return
    for table in tables:
        found = [_has_parent(link) for link in LINKS if link.extract == table]
        con.execute(
            f"create or replace temp table back as select file_id, row_number from held.{table} as own "  # noqa: S608
            f"where orphan and (list_contains(?, la_code) or list_contains(?, 'TEES')) and {' and '.join(found)}",
            [codes, codes],
        )
        if not con.execute("select exists (from back)").fetchall()[0][0]:
            continue
        con.execute(f"update held.{table} set orphan = false where (file_id, row_number) in (from back)")  # noqa: S608
        con.execute("delete from rejected_row where (file_id, row_number) in (from back)")
        con.execute("delete from problem where rule = ? and (file_id, row_number) in (from back)", [ORPHAN])
        con.execute(
            "update load_file set accepted = accepted + came.n, rejected = rejected - came.n "
            "from (select file_id, count(distinct row_number) as n from back group by all) as came "
            "where came.file_id = load_file.file_id"
        )


def _has_parent(link: Link) -> str:
    there = (
        f"exists (select 1 from {link.parent} as parent where parent.{link.column} = own.{link.column} "  # noqa: S608
        "and (parent.la_code = own.la_code or 'TEES' in (parent.la_code, own.la_code)))"
    )
    if not link.only_if_any:
        return there
    return f"({there} or own.la_code not in (select la_code from {link.parent}))"  # noqa: S608
