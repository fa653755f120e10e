"""vemt withdraw: takes a whole release back, or one figure by a new release without it. Nothing leaves the ledger."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from commands.asking import ByOption, area_of, known_metric, period_of, splits_of
from commands.common import HomeOption, JsonOption, NotDone, WrongUse, command, emit, err, out, write_log
from commands.home import Home, find_home
from commands.releasing import known_release, publish_release
from data_contracts.identifier_values import VALUE_TESTS
from data_contracts.periods import MEMBER_KINDS
from etl import ledger_store
from etl.warehouse import open_warehouse
from queries.catalogue import catalogue
from release import build as building
from release import store
from release.audiences import load_audiences
from release.signals import Judging
from release.targets import read_targets
from release.withdrawal import Figure, take_back

LONGEST = 300
"""Characters in a reason: it stands on pages."""


@command
def withdraw(
    release_id: Annotated[str, typer.Argument(help="The release to take back, or to take the figure out of.")],
    why: Annotated[str, typer.Option("--why", help="The reason, as pages print it: no names, no figures.")],
    metric: Annotated[str | None, typer.Option("--metric", help="Take back this one figure only.")] = None,
    period: Annotated[str | None, typer.Option("--period", help="Its period.")] = None,
    area: Annotated[str | None, typer.Option("--area", help="Its area.")] = None,
    by: ByOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Take back a release (pages go to the one before it), or one figure, by a new release in which it is withdrawn."""
    place, today, reason = find_home(home), datetime.now(UTC).date(), _reason(why)
    figure = _figure(metric, period, area, by)
    known_release(place, release_id)
    if not yes and not json:
        what = f"{figure.metric}, {figure.period.label}, {figure.area}" if figure else release_id
        typer.confirm(f"Take back {what}? That it was published stays in the ledger.", abort=True)
    found = _one(place, release_id, figure, reason, today) if figure else _whole(place, release_id, reason, today)
    write_log(place, command="withdraw", release_id=release_id, status=found["status"], current=found["current"])
    if json:
        emit(found)
        return
    for line in _told(found):
        out.print(line, markup=False)


def _reason(why: str) -> str:
    """The reason as one line. WrongUse if it is blank, long, or holds what could name a child."""
    line = " ".join(why.split())
    if not line or len(line) > LONGEST:
        raise WrongUse(f"--why takes a reason of one to {LONGEST} characters")
    for test in VALUE_TESTS:
        if any(test.matches(part) for part in (line, *line.split(" "))):
            raise WrongUse(f"the reason stands on pages, and this one holds {test.what}; say it without")
    if re.search(r"\d", line):
        err.print("The reason holds a number, and pages print it as it is.", style="bold")
    return line


def _figure(metric: str | None, period: str | None, area: str | None, by: list[str] | None) -> Figure | None:
    """The figure that is named, None if none is. WrongUse if it is named by half or does not exist."""
    if metric is None and period is None and area is None and not by:
        return None
    if metric is None or period is None or area is None:
        raise WrongUse("one figure is named by --metric, --period and --area, and --by for its categories")
    stems = {h.rate_stem for h in catalogue().values() if h.rate_stem}
    known_metric(metric, {*catalogue(), *stems})
    asked = period_of(period)
    if asked.kind not in MEMBER_KINDS:
        raise WrongUse(f"{asked.code} is added up from months or quarters; take those back that are wrong")
    return Figure(metric, asked, area_of(area), splits_of(by))


def _whole(place: Home, release_id: str, why: str, today: date) -> dict[str, Any]:
    """Mark the release; where it was the current one, make the last one published before it current again."""
    with open_warehouse(place.warehouse) as con:
        log = ledger_store.releases(con).set_index("release_id")
        if release_id not in log.index:
            raise NotDone("this warehouse did not build that release, so it cannot take it back")
        was = str(log.loc[release_id, "status"])
        if was != "withdrawn":
            # what is read goes first: a process killed in between leaves pages that show nothing, not the release
            store.record(place.releases, release_id, withdrawn=why, withdrawn_on=today.isoformat())
            ledger_store.withdraw(con, release_id, why)
        earlier = [i for i in ledger_store.published(con) if (place.releases / i).is_dir()]
    if store.current_release(place.releases) == release_id and earlier:
        store.set_current(place.releases, earlier[0])
    said = "unchanged" if was == "withdrawn" else "withdrawn"
    return {"release_id": release_id, "status": said, "why": why, "current": store.current_release(place.releases)}


def _one(place: Home, release_id: str, figure: Figure, why: str, today: date) -> dict[str, Any]:
    """Build the release without the figure, and make it current."""
    if store.current_release(place.releases) != release_id:
        raise NotDone("a figure is taken out of the current release only; vemt releases says which that is")
    headers = catalogue()
    with open_warehouse(place.warehouse) as con:
        if release_id not in ledger_store.published(con):
            raise NotDone("that release is not published here, or was withdrawn; there is nothing to take back")
        judging = Judging(read_targets(place.config, headers), ledger_store.live_members(con, release_id))
        built, rows = take_back(place.releases, release_id, place.release_key(), headers,
                                load_audiences(place.config), figure, why, today,
                                ledger_store.withdrawn(con), judging)  # fmt: skip
        if built.release_id != release_id:
            building.write_release(built, place.releases, today)
            ledger_store.record_withdrawal(con, release_id, built.release_id, rows)
    same = built.release_id == release_id
    if not same:
        publish_release(place, built.release_id)
    return {"release_id": built.release_id, "status": "unchanged" if same else "built", "why": why,
            "current": built.release_id, "replaces": None if same else release_id,
            "withdrawn": sorted({str(m) for m in rows["metric"]})}  # fmt: skip


def _told(found: dict[str, Any]) -> list[str]:
    """The outcome in sentences."""
    if "replaces" in found:
        if found["status"] == "unchanged":
            return ["That figure was taken back before; nothing was changed."]
        return [f"Withdrawn: {', '.join(found['withdrawn'])}.", f"Release {found['release_id']} is current."]
    if found["current"] == found["release_id"]:
        return [f"{found['release_id']} is withdrawn. There is no earlier one: pages say so, with the reason."]
    return [f"{found['release_id']} is withdrawn; {found['current'] or 'no release'} is current."]
