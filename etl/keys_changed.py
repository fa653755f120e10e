"""A changed key: an extract in which hardly any child of the extracts before is found again.

A new key of `vemt pseudonymise` gives every child another pseudonym, so that each would count twice from then on.
Looked at before storing: of the children who ought to be in the file, how many are.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb
import pandas as pd

from data_contracts.periods import add_months
from etl.parts import SNAPSHOT, Part
from etl.store import stores

RULE = "changed_key"
LEAST = 10
"""Children on each side below which nothing is said: few may all be others by chance."""
_SHARE = 5
"""Less than one in so many found again is a collapse."""
_EPISODES = ("missing", "missing_episode")
_LEAST_BEFORE = 20
_ENDS = {"list": "removed_date", "vemt_spell": "removed_date"}


def changed_keys(con: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> None:
    """Mark the parts whose references collapse against what the warehouse and this load's older files hold.

    con: the warehouse; nothing is written to it.
    """
    about = [p for p in parts if p.la_code and p.extracted_at and "child_ref" in p.judged.contract.fields]
    merged = _merges(con, parts)
    for part in about:
        older = [_spans(q.judged.contract.name, q.judged.contract.window, q.accepted()) for q in about
                 if q.la_code == part.la_code and (q.extracted_at or date.max) < (part.extracted_at or date.min)
                 and q.judged.contract.name == part.judged.contract.name]  # fmt: skip
        before = pd.concat([_held(con, part), *older], ignore_index=True)
        if before.empty:
            continue
        own = _read_as(part.children(), merged)
        if len(own) >= LEAST and _collapsed(part, before, own, merged):
            part.whole_file.append(RULE)


def _collapsed(part: Part, before: pd.DataFrame, own: set[str], merged: Mapping[str, str]) -> bool:
    expected = _read_as(before.loc[_expected(part, before), "child_ref"], merged)
    if len(expected) >= LEAST and len(expected & own) * _SHARE < min(len(expected), len(own)):
        return True
    if part.judged.contract.name not in _EPISODES or part.period_from is None:
        return False
    first = pd.Timestamp(part.period_from)
    lately = before["begun"].between(pd.Timestamp(add_months(part.period_from, -12)), first, inclusive="left")
    known = _read_as(before.loc[lately, "child_ref"], merged)
    return len(known) >= _LEAST_BEFORE and not known & own


def _expected(part: Part, before: pd.DataFrame) -> pd.Series:
    """Which rows ought to be seen again: for a list who was open, else what the file's window replaces, else all."""
    if part.judged.contract.window is None:
        return pd.Series(True, index=before.index)
    if part.period_from is None or part.period_to is None:
        return pd.Series(False, index=before.index)
    first, last = pd.Timestamp(part.period_from), pd.Timestamp(part.period_to)
    if part.judged.contract.name == SNAPSHOT:
        return (before["begun"] < first) & (before["ended"].isna() | (before["ended"] >= first))
    return before["begun"].dt.normalize().between(first, last)


def _held(con: duckdb.DuckDBPyConnection, part: Part) -> pd.DataFrame:
    """Child, begin and end of the authority's current rows of the part's table from files that are not newer."""
    contract = part.judged.contract
    table = next(s.table for s in stores() if s.extract == contract.name and s.main)
    begun, ended = contract.window or "null", _ENDS.get(contract.name, "null")
    return con.execute(
        f"select child_ref, cast({begun} as timestamp) as begun, cast({ended} as timestamp) as ended "  # noqa: S608
        f"from {table} join load_file using (file_id, la_code) where la_code = ? and extracted_at <= ?",
        [part.la_code, part.extracted_at],
    ).df()


def _spans(name: str, window: str | None, rows: pd.DataFrame) -> pd.DataFrame:
    nothing = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]")
    begun, ended = rows[window] if window else nothing, rows[_ENDS[name]] if name in _ENDS else nothing
    return pd.DataFrame({"child_ref": rows["child_ref"], "begun": begun, "ended": ended})


def _merges(con: duckdb.DuckDBPyConnection, parts: Sequence[Part]) -> dict[str, str]:
    """Old pseudonym -> the one that stands for it, of the warehouse and of this load."""
    found = dict(con.execute("select old_ref, new_ref from reference_merge").fetchall())
    for part in parts:
        if part.judged.contract.name == "reference_merge":
            found |= dict(part.accepted()[["old_ref", "new_ref"]].itertuples(index=False, name=None))
    return found


def _read_as(refs: pd.Series, merged: Mapping[str, str]) -> set[str]:
    """The children, each by the pseudonym that stands for it."""
    return {merged.get(str(r), str(r)) for r in refs.dropna().unique()}


def changed_key_files(con: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """Files whose key seems changed and that no newer one of that name, and no merge of references, has followed."""
    rows = con.execute(
        """
        select extract, la_code, extracted_at from load_file join problem using (file_id)
        where rule = ? and not exists (
            select 1 from load_file as later
            where later.status = 'loaded' and later.la_code = load_file.la_code and later.file_id > load_file.file_id
                and (later.file_name = load_file.file_name or later.extract = 'reference_merge')
        )
        order by all
        """,
        [RULE],
    ).fetchall()
    return [{"extract": extract, "la_code": la_code, "extracted_at": day} for extract, la_code, day in rows]
