"""What counts as supplied is what the count can see, under whichever code a file of the partnership was sent."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest

from data_contracts.areas import LA_CODES, authorities_of
from data_contracts.metric_header import ANYTHING, EITHER, MetricHeader
from data_contracts.periods import add_months
from data_contracts.tables import TABLES
from data_contracts.vocabularies import TEES
from queries.catalogue import FROM_MEMBERS, catalogue
from queries.connection import rows
from queries.coverage import Coverage
from queries.workspace import prepare

AS_AT, MONTHS = date(2026, 10, 31), 18
DAY, LATER = date(2026, 5, 6), date(2026, 5, 20)
SPINE = [add_months(AS_AT, -i) for i in range(MONTHS + 14)]
BLANK = {"meeting": ("members_present_n", "chair_present", "deputy_chair_present")}
"""Columns that no file has: with the meeting's own figures attendance is not asked for."""
GROUPS = ("STRATEGIC", "WEEKLY_VPG", "MONTHLY_VPG", "AUDIT_SESSION")
ONCE = {
    "action": [
        {"origin": origin, "raised_date": DAY, "due_date": LATER, "completed_date": done}
        for origin in ("VPG", "STRATEGIC", "AUDIT", "PLAN", "CHALLENGE")
        for done in (DAY, None)
    ],
    "plan_action": [{"status": "ON_TRACK", "theme": "1", "updated_date": AS_AT, "due_date": AS_AT}],
    "training": [{"planned_date": DAY, "held_date": DAY, "attendees_n": 3}],
    "communication": [{"planned_date": DAY, "delivered_date": DAY}],
    "document": [{"review_due_date": DAY}],
    "meeting": [
        {"meeting_type": group, "planned_date": day, "held_date": day, "papers_sent_date": date(2026, 1, 2),
         "minutes_sent_date": day}
        for group in GROUPS for day in (DAY, *(date(2026, month, 4) for month in range(2, 10)))
    ],
    "seat": [
        {"meeting_type": group, "seat_role": role, "organisation": "POLICE", "valid_from": date(2024, 1, 1)}
        for group in GROUPS for role in ("CHAIR", *["MEMBER"] * 6)
    ],
}  # fmt: skip
"""Rows of one sender, of which every measure has some; references are made below, the same from all."""
ONCE["attendance"] = [
    {"meeting_ref": f"meeting{m}", "seat_ref": f"seat{s}", "member_present": True}
    for m, meeting in enumerate(ONCE["meeting"]) for s, seat in enumerate(ONCE["seat"])
    if meeting["meeting_type"] == seat["meeting_type"]
]  # fmt: skip
REFERENCE = {"plan_action": "plan_ref", "training": "session_ref", "communication": "campaign_ref"}
SENT: dict[str, tuple[str, ...]] = {"own": LA_CODES, "TEES": (TEES,), "none": ()}


def _measures() -> Iterator[MetricHeader]:
    """The measures that rest on a table which may be sent under TEES."""
    for header in catalogue().values():
        if header.kind in FROM_MEMBERS and _tables(header) & set(ONCE):
            yield header


def _tables(header: MetricHeader) -> set[str]:
    """The tables of a measure's fields."""
    return {one.partition(".")[0] for field in header.fields if field != ANYTHING for one in field.split(EITHER)}


def _poured(warehouse: Any, sent: dict[str, str]) -> Any:
    """A warehouse with each table's rows, and their coverage, under the codes of its sender."""
    for table, found in ONCE.items():
        reference = REFERENCE.get(table, f"{table}_ref")
        whole = [{reference: f"{table}{n}", **row} if table != "attendance" else row for n, row in enumerate(found)]
        columns = [c for c in TABLES[table].columns if c not in BLANK.get(table, ())]
        for code in SENT[sent[table]]:
            warehouse.fill(table, whole, la_code=code)
            warehouse.con.execute(
                "insert into coverage select ?, ?, c, m "
                "from (select unnest(?) as c) cross join (select unnest(?) as m)",
                [code, table, columns, SPINE],
            )
    prepare(warehouse.con, AS_AT, MONTHS)
    return warehouse.con


def _seen(con: Any, header: MetricHeader) -> set[str]:
    """Codes whose rows the measure's select counts: a share those with a yes, for a no may be nothing found."""
    where = {"share": "numerator", "median": "value is not null"}.get(header.kind, "true")
    return {code for (code,) in rows(con, f"select distinct la_code from ({header.sql}) where {where}")}


@pytest.mark.parametrize(("meeting", "seat"), product(SENT, SENT))
def test_supplied_is_what_the_count_can_see(small: Any, meeting: str, seat: str) -> None:
    wrong = []
    for attendance in SENT:
        sent = dict.fromkeys(ONCE, attendance) | {"meeting": meeting, "seat": seat}
        con = _poured(small(), sent)
        coverage = Coverage(con)
        for header in _measures():
            seen = _seen(con, header)
            for area in header.area_codes:
                can = seen.issuperset(authorities_of(area)) or (area == TEES and TEES in seen)
                if coverage.area(area, header, header.fields, SPINE[1:3]) != can:
                    wrong.append(f"{header.metric} {area} attendance and all else {attendance}: seen {sorted(seen)}")
    assert not wrong, "\n".join(wrong)


def test_every_measure_has_rows_when_each_authority_sends_its_own(small: Any) -> None:
    con = _poured(small(), dict.fromkeys(ONCE, "own"))
    measures = list(_measures())
    assert len(measures) >= 40
    assert not [header.metric for header in measures if not _seen(con, header).issuperset(LA_CODES)]
