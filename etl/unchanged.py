"""Files that are in the warehouse already: same content, and nothing declared that is not what was stored."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from etl.intake import STORED, Entry
from etl.report import problems_of


def loaded_contents(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The sha256 of every content that is loaded."""
    rows = con.execute("select distinct content_sha256 from load_file where status = 'loaded'").fetchall()
    return frozenset(sha for (sha,) in rows)


def mark_unchanged(con: duckdb.DuckDBPyConnection, entries: Sequence[Entry]) -> None:
    """Give entries that are stored already the status `unchanged` and their stored counts and problems."""
    waiting = [e for e in entries if e.waiting]
    if not waiting:
        return
    hashes = sorted({e.sha256 for e in waiting})
    stored = con.execute(
        "select * from load_file where status = 'loaded' and list_contains(?, content_sha256)", [hashes]
    ).df()
    supplies = dict(list(stored.groupby("content_sha256")))
    for entry in waiting:
        group = supplies.get(entry.sha256)
        match = None if group is None else _match(entry, group)
        if match is not None:
            _report(con, entry, match)


def _match(entry: Entry, stored: pd.DataFrame) -> pd.DataFrame | None:
    """The stored rows of the same sheet, extract and declaration; of several loads the latest."""
    contract = entry.contract
    sheet = stored["sheet"].isna() if entry.report.sheet is None else stored["sheet"] == entry.report.sheet
    same = stored[sheet & (stored["extract"] == (contract.name if contract else ""))]
    for _, parts in sorted(same.groupby(["load_id", "file_name"]), key=lambda pair: pair[0], reverse=True):
        if _as_declared(entry, parts):
            return parts
    return None


def _as_declared(entry: Entry, parts: pd.DataFrame) -> bool:
    said = entry.declared
    if said.la_code and "la_code" not in entry.fields and list(parts["la_code"]) != [said.la_code]:
        return False
    windowed = entry.contract is not None and entry.contract.window
    names = ["extracted_at", *(["period_from", "period_to"] if windowed else [])]
    if said.by_manifest:
        names.append("complete_from")
    for name in names:
        day = getattr(said, name)
        if day is None and name != "complete_from":
            continue
        there = pd.to_datetime(parts[name])
        if not (there.isna().all() if day is None else (there == pd.Timestamp(day)).all()):
            return False
    return True


def _report(con: duckdb.DuckDBPyConnection, entry: Entry, parts: pd.DataFrame) -> None:
    report = entry.report
    entry.text = entry.large = None
    report.status, report.reason = "unchanged", None
    days = [[None if pd.isna(d) else pd.Timestamp(d).date() for d in parts[n]] for n in STORED[1:]]
    entry.stored = list(zip(parts["la_code"], *days, strict=True))
    codes = parts["la_code"].dropna().unique()
    report.la_code = str(codes[0]) if len(parts) == 1 and len(codes) else ("several" if len(codes) > 1 else None)
    for name in ("rows_read", "accepted", "rejected", "duplicates", "warned"):
        setattr(report, name, int(parts[name].sum()))
    ids = [int(i) for i in parts["file_id"]]
    faults = con.execute(
        "select problem.*, other.file_name || coalesce(' [' || other.sheet || ']', '') as related_name "
        "from problem left join load_file as other on other.file_id = related_file "
        "where list_contains(?, problem.file_id)", [ids],
    ).df()  # fmt: skip
    faults["related_file"] = faults.pop("related_name")
    report.problems = problems_of(entry.contract, faults)
