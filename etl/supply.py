"""What the warehouse holds and what it waits for: newest file of each extract and authority, releases, gaps."""

from datetime import date
from typing import Any

import duckdb

from data_contracts.areas import LA_CODES
from data_contracts.kit import contracts
from data_contracts.periods import add_months
from data_contracts.vocabularies import LA_OR_TEES, TEES

_MONTHS = {"month": 1, "quarter": 3}


def loaded(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """One entry per extract and authority: newest extract date, last day covered, files, rows accepted and rejected."""
    found = con.execute(
        """
        select extract, la_code, max(extracted_at) as extracted_at, max(period_to) as covered_to, count(*) as files,
            arg_max(accepted, (extracted_at, file_id)) as accepted,
            arg_max(rejected, (extracted_at, file_id)) as rejected
        from load_file where status = 'loaded' group by extract, la_code order by extract, la_code nulls last
        """
    )
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def expected(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """What is owed: extract, every (month or quarter), la_code, last (day covered by what came; None: never sent)."""
    newest = {(r["extract"], r["la_code"]): r["covered_to"] or r["extracted_at"] for r in loaded(con)}
    found: list[dict[str, Any]] = []
    for contract in contracts().values():
        if not contract.expected:
            continue
        area = contract.fields.get("la_code")
        whose = area.vocabulary if area is not None else None
        codes = LA_CODES if whose is None or whose.name != LA_OR_TEES.name else (*LA_CODES, TEES)
        sent = {code: newest.get((contract.name, code)) for code in codes}
        if whose is not None and whose.name == LA_OR_TEES.name and any(sent.values()):
            codes = tuple(code for code in codes if sent[code])
        found += [
            {"extract": contract.name, "every": contract.expected, "la_code": code, "last": sent[code]}
            for code in codes
        ]
    return found


def missing(con: duckdb.DuckDBPyConnection, today: date) -> list[dict[str, Any]]:
    """Expected extracts that an authority has not sent for the last whole month or quarter; `last` null: never sent."""
    gaps: list[dict[str, Any]] = []
    for owed in expected(con):
        due, last = add_months(today, 0), owed["last"]
        if owed["every"] == "quarter":
            due = add_months(due, -((due.month - 1) % _MONTHS["quarter"]))
        if last is None or (last.year, last.month) < _month_before(due):
            gaps.append({"extract": owed["extract"], "la_code": owed["la_code"], "due_to": due, "last": last})
    return gaps


def _month_before(day: date) -> tuple[int, int]:
    before = add_months(day, -1)
    return before.year, before.month


def refused(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Files that were refused and have not come right yet."""
    rows = con.execute(
        "select file_name, sheet, reason from load_file where status = 'refused' order by file_name, sheet nulls first"
    ).fetchall()
    return [{"file": file, "sheet": sheet, "reason": reason} for file, sheet, reason in rows]


def published(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The log of releases, newest first: id, as-at date, status."""
    rows = con.execute(
        "select release_id, as_at, status from release_log order by built_at desc, release_id"
    ).fetchall()
    return [{"release_id": i, "as_at": day, "status": status} for i, day, status in rows]


def meetings_ahead(con: duckdb.DuckDBPyConnection, first: date, last: date) -> list[dict[str, Any]]:
    """Planned meetings from `first` to `last` that were not held yet: la_code, meeting_type, planned, papers_sent."""
    rows = con.execute(
        "select la_code, meeting_type, planned_date, papers_sent_date from meeting "
        "where planned_date between ? and ? and held_date is null order by planned_date, la_code, meeting_type",
        [first, last],
    )
    names = ("la_code", "meeting_type", "planned", "papers_sent")
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
