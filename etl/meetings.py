"""When the next meeting of a kind is planned, as the meetings extract has it."""

from datetime import date, datetime

import duckdb


def next_planned(con: duckdb.DuckDBPyConnection, kind: str, after: date) -> date | None:
    """The first planned date of a kind of meeting after a day, held or not; None where none is planned."""
    found = con.execute(
        "select min(planned_date) from meeting where meeting_type = ? and planned_date > ?", [kind, after]
    ).fetchone()
    day = found[0] if found else None
    return day.date() if isinstance(day, datetime) else day
