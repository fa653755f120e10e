"""vemt calendar: when extracts are due and whom to remind, when figures settle, when papers go out."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import typer

from commands.common import HomeOption, JsonOption, command, emit, out
from commands.home import Home, find_home
from data_contracts.areas import AREAS, LA_CODES
from data_contracts.periods import Period, add_months, containing
from data_contracts.vocabularies import MEETING_TYPE, TEES
from etl import supply
from etl.warehouse import open_warehouse
from queries.catalogue import catalogue, settle_days
from queries.settings import Setting, number_on, setting_rows, working_days_before

NOTICE = {"WEEKLY_VPG": "notice_days_weekly_vpg", "MONTHLY_VPG": "notice_days_monthly_vpg"}
"""Kinds of meeting whose papers go out so many calendar days before; the strategic group counts working days."""
STRATEGIC, STRATEGIC_NOTICE = "STRATEGIC", "notice_working_days_strategic"


@command
def calendar(
    start: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Today if left out.")] = None,
    months: Annotated[int, typer.Option("--months", min=1, max=24, help="How far ahead.")] = 3,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Due dates and chasers, the days on which figures settle, and the days on which papers go out."""
    first = (start or datetime.now(UTC)).date()
    found = _calendar(find_home(home), first, add_months(first, months) + timedelta(days=first.day - 1))
    if json:
        emit(found)
        return
    for line in _told(found):
        out.print(line, markup=False)


def _calendar(place: Home, first: date, last: date) -> dict[str, Any]:
    settings = setting_rows(place.settings)
    owed: list[dict[str, Any]] = []
    meetings: list[dict[str, Any]] = []
    if place.warehouse.exists():
        with open_warehouse(place.warehouse, read_only=True) as con:
            owed, meetings = supply.expected(con), supply.meetings_ahead(con, first, last)
    due = [line for one in owed for line in _due(one, first, last, settings)]
    late = [line for line in due if line["due_on"] < first]
    return {
        "from": first, "to": last,
        "due": sorted((x for x in due if x["due_on"] >= first), key=_order),
        "chasers": sorted(({**x, "days_late": (first - x["due_on"]).days} for x in late), key=_order),
        "settles": _settles(first, last),
        "papers": [line for one in meetings if (line := _papers(one, settings))],
    }  # fmt: skip


def _order(line: dict[str, Any]) -> tuple[Any, ...]:
    return line["due_on"], line["extract"], line["la_code"]


def _due(owed: dict[str, Any], first: date, last: date, settings: list[Setting]) -> list[dict[str, Any]]:
    """Periods of an extract and authority that have not come: from the last whole one, late or not, to those due."""
    period: Period = containing(owed["every"], first).shifted(-1)
    found: list[dict[str, Any]] = []
    while True:
        due_on = period.end + timedelta(days=number_on(settings, owed["la_code"], "supply_days", period.end))
        if due_on > last:
            return found
        if owed["last"] is None or owed["last"].replace(day=1) < period.end.replace(day=1):
            found.append({"due_on": due_on, "extract": owed["extract"], "la_code": owed["la_code"],
                          "period": period.code, "last": owed["last"]})  # fmt: skip
        period = period.shifted(1)


def _settles(first: date, last: date) -> list[dict[str, Any]]:
    """Quarters whose breakdowns are frozen from a day on, and how many measures that is."""
    headers = catalogue()
    days = Counter(settle_days(h, headers) for h in headers.values() if h.all_breakdowns() and h.kind == "count")
    found: list[dict[str, Any]] = []
    period = containing("quarter", first).shifted(-4)
    while period.end <= last:
        found += [{"settles_on": period.end + timedelta(days=wait), "period": period.code, "measures": n}
                  for wait, n in sorted(days.items())]  # fmt: skip
        period = period.shifted(1)
    return sorted((x for x in found if first <= x["settles_on"] <= last), key=lambda x: (x["settles_on"], x["period"]))


def _papers(meeting: dict[str, Any], settings: list[Setting]) -> dict[str, Any] | None:
    """The day on which a meeting's papers go out at the latest; None for a kind that has no rule."""
    kind, planned = str(meeting["meeting_type"]), meeting["planned"]
    whose = meeting["la_code"] if meeting["la_code"] in LA_CODES else TEES
    if kind == STRATEGIC:
        goes_out = working_days_before(planned, number_on(settings, whose, STRATEGIC_NOTICE, planned))
    elif kind in NOTICE:
        goes_out = planned - timedelta(days=number_on(settings, whose, NOTICE[kind], planned))
    else:
        return None
    return {"goes_out": goes_out, **meeting}


def _settling(measures: int) -> str:
    return "1 measure settles" if measures == 1 else f"{measures} measures settle"


def _told(found: dict[str, Any]) -> list[str]:
    """The calendar in lines: who is late first, then day by day."""
    lines = [
        f"LATE {late} days: {extract} for {period}: {_names(whose)}"
        for (late, extract, period), whose in _together(found["chasers"], ("days_late", "extract", "period")).items()
    ]
    coming = [(x["settles_on"], f"{_settling(x['measures'])} for {x['period']}") for x in found["settles"]]
    for (day, extract, period), whose in _together(found["due"], ("due_on", "extract", "period")).items():
        coming.append((day, f"{extract} for {period} is due: {_names(whose)}"))
    for x in found["papers"]:
        sent = " (they have)" if x["papers_sent"] else ""
        name = MEETING_TYPE.label(x["meeting_type"])
        coming.append((x["goes_out"], f"papers go out for {name}, {AREAS[x['la_code']]}, on {x['planned']}{sent}"))
    return lines + [f"{day}  {text}" for day, text in sorted(coming)] or ["Nothing falls due in this time."]


def _together(lines: list[dict[str, Any]], keys: tuple[str, str, str]) -> dict[tuple[Any, ...], list[str]]:
    """Authorities by what they share: one line in words for several of them."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for line in lines:
        found.setdefault(tuple(line[k] for k in keys), []).append(line["la_code"])
    return found


def _names(codes: list[str]) -> str:
    return ", ".join(AREAS[code] for code in codes)
