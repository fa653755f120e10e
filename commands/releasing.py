"""vemt preview, release, publish, releases: from rows to what people may see."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import pandas as pd
import typer

from commands.common import (
    AsAtOption,
    HomeOption,
    JsonOption,
    NotDone,
    WrongUse,
    command,
    emit,
    out,
    progress,
    write_log,
)
from commands.home import Home, find_home
from data_contracts.areas import LA_CODES
from data_contracts.code_list import fold
from data_contracts.release_files import settings_sum, withdrawn_releases, withdrawn_with
from data_contracts.vocabularies import AUTHORITIES, LA
from etl import ledger_store
from etl.warehouse import open_warehouse
from queries.catalogue import catalogue
from queries.run import RunResult, population, run
from queries.settings import SHIPPED as LOCAL
from release import build as building
from release import store
from release.audiences import SHIPPED as AUDIENCES
from release.audiences import load_audiences
from release.audit_form import told_questions
from release.gate import GateError
from release.notes import read_events
from release.signals import Judging
from release.targets import read_targets

SHIPPED_SETTINGS = (LOCAL, AUDIENCES)
Tell = Callable[[str, int, int], None]


def _count(place: Home, con: Any, as_at: date, tell: Tell) -> RunResult:
    return run(con, as_at, progress=lambda _m, done, of: tell("Counting", done, of), settings=place.settings)


@command
def preview(
    as_at: AsAtOption,
    sign_off: Annotated[str | None, typer.Option("--sign-off", help="Authority that accepts its sheet.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="Role (never a name) that signs off.")] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Proof sheets with true counts, one per authority; --sign-off records that its data owner accepts them."""
    place, day = find_home(home).made(), as_at.date()
    code = LA.spellings().get(fold(sign_off)) if sign_off else None
    if sign_off and (code is None or not role):
        raise WrongUse("--sign-off takes an authority's code or name, and --role the role that signs")
    with progress() as tell, open_warehouse(place.warehouse) as con:
        if code:
            ledger_store.sign_off(con, code, str(role), day)
            sheets = []
        else:
            sheets = write_sheets(place, day, _count(place, con, day, tell).rows)
        signed = ledger_store.signed_authorities(con, day)
    document = {
        "as_at": day,
        "authorities": [
            {"la_code": a.code, "signed_off": a.code in signed, "sheet": next((s for s in sheets if a.slug in s), None)}
            for a in AUTHORITIES
        ],
    }
    if json:
        emit(document)
        return
    for a in AUTHORITIES:
        out.print(f"{a.name}: {'signed off' if a.code in signed else 'not signed off'}")
    for sheet in sheets:
        out.print(f"  proof sheet: {sheet}", markup=False)


def write_sheets(place: Home, day: date, rows: pd.DataFrame) -> list[str]:
    """One CSV of true counts per authority in HOME/previews; their paths."""
    folder = place.previews / day.isoformat()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    written = []
    for a in AUTHORITIES:
        mine = rows[rows["area"].eq(a.code) & rows["basis"].eq("live")]
        file = folder / f"{a.slug}.csv"
        file.touch(mode=0o600)
        mine.drop(columns=["area", "basis"]).to_csv(file, index=False)
        written.append(str(file))
    return written


@command
def release(
    as_at: AsAtOption,
    override: Annotated[
        str | None, typer.Option("--override", help='"reason, role" to build without every sign-off.')
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Build every audience's file as at a date. Nothing is shown until vemt publish."""
    with progress() as tell:
        document = build_release(find_home(home).made(), as_at.date(), override, tell)
    if json:
        emit(document)
        return
    out.print(f"{document['status']}: release {document['release_id']}")
    for name, facts in document["audiences"].items():
        out.print(f"  {name}: {facts['figures']} figures, {facts['hidden']} hidden")
    gate = document["gate"]
    out.print(f"The gate: {len(gate['attackers'])} attackers, {gate['found']} small counts found out.")
    for name, report in gate["audiences"].items():
        for step in report["steps"]:
            out.print(f"  {name}: {step['step']}: {step['metric']} by {step['by']} (a small count could be worked out)")


def build_release(place: Home, day: date, override: str | None, tell: Tell) -> dict[str, Any]:
    """Count, protect, write, and keep the proposed frozen members in the warehouse; the JSON of vemt release."""
    with open_warehouse(place.warehouse) as con:
        signed = ledger_store.signed_authorities(con, day)
        unsigned = [a.name for a in AUTHORITIES if a.code not in signed]
        if unsigned and not override:
            raise NotDone(
                f"not signed off: {', '.join(unsigned)}. Each data owner signs with vemt preview --as-at {day} "
                '--sign-off CODE --role ROLE, or build with --override "reason, role".'
            )
        counted = _count(place, con, day, tell)
        headers = catalogue()
        built = _build(
            rows=counted.rows, headers=headers, population=population(con), supply=counted.supply,
            events=read_events(place.notes, headers), as_at=day, key=place.release_key(),
            audiences=load_audiences(place.config), previous_ledger=ledger_store.previous_ledger(con),
            about=_about(place), judging=Judging(read_targets(place.config, headers), counted.live_members),
            withdrawn=ledger_store.withdrawn(con),
            tell=tell,
        )  # fmt: skip
        if gone := withdrawn_with(place.releases, built.figures_id):
            raise NotDone(f"what was built has the figures of release {gone} to the digit, and that was withdrawn; "
                          "mend what was wrong with it first")  # fmt: skip
        tell("Writing the release", 0, 1)
        manifest = building.write_release(built, place.releases)
        ledger_store.record_proposal(con, built.release_id, day, counted.proposed, counted.live_members, override)
        tell("Writing the release", 1, 1)
    write_log(place, command="release", release_id=built.release_id, status=manifest["status"])
    return {k: manifest[k] for k in ("release_id", "status", "audiences", "gate")}


def _build(**given: Any) -> building.Built:
    """`release.build.build`; what the gate refuses altogether could not be done."""
    try:
        return building.build(**given)
    except GateError as error:
        raise NotDone(str(error)) from error


def _about(place: Home) -> dict[str, str]:
    """Whether the data are made up, the audit form's wording, and a fingerprint of every setting, shipped and own."""
    files = [*SHIPPED_SETTINGS, *place.config.glob("*.toml")]
    said = {"settings": settings_sum(files, place.release_key())}
    said |= told_questions(place.config)
    return said | ({"demo": "yes"} if (place.config / "demo").exists() else {})


@command
def publish(
    release_id: Annotated[str, typer.Argument(help="The release to make current.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Freeze what the release settles and make it the current one."""
    place = find_home(home)
    known_release(place, release_id)
    if not yes and not json:
        typer.confirm(f"Make {release_id} current? Its breakdowns are then frozen.", abort=True)
    publish_release(place.made(), release_id)
    if json:
        emit({"release_id": release_id, "status": "published"})
    else:
        out.print(f"{release_id} is current.")


def known_release(place: Home, release_id: str) -> None:
    """WrongUse if there is no release of that id."""
    if release_id not in {r["release_id"] for r in store.list_releases(place.releases)}:
        raise WrongUse(f"no release is called {release_id!r}; vemt releases lists them")


def publish_release(place: Home, release_id: str) -> None:
    """Frozen members, ledger and the pointer to the current release."""
    known_release(place, release_id)
    with open_warehouse(place.warehouse) as con:
        ledger_store.publish(con, release_id, building.ledger_rows(place.releases, release_id, catalogue()))
    store.set_current(place.releases, release_id)
    write_log(place, command="publish", release_id=release_id)


@command
def releases(home: HomeOption = None, json: JsonOption = False) -> None:
    """The releases that there are: built, published or withdrawn (and why), and which one is current."""
    found = _listed(find_home(home))
    if json:
        emit({"releases": found})
        return
    for r in found:
        words = "  ".join(filter(None, [r["release_id"], r["status"], "current" if r["current"] else "", r["why"]]))
        out.print(words, markup=False)
    if not found:
        out.print("There is no release yet: vemt release --as-at DATE builds one.")


def _listed(place: Home) -> list[dict[str, Any]]:
    """release_id, as_at, current, status (built, published, withdrawn), why; oldest as-at date first."""
    known: dict[str, str] = {}
    if place.warehouse.exists():
        with open_warehouse(place.warehouse, read_only=True) as con:
            log = ledger_store.releases(con)
        known = dict(zip(log["release_id"], log["status"], strict=True))
    taken_back = withdrawn_releases(place.releases)
    return [
        {k: r.get(k) for k in ("release_id", "as_at", "current")}
        | {"status": known.get(r["release_id"], "withdrawn" if r["release_id"] in taken_back else "built"),
           "why": taken_back.get(r["release_id"], (None, ""))[0]}
        for r in store.list_releases(place.releases)
    ]  # fmt: skip


def demo_key(seed: int) -> bytes:
    """Key of the demo's release ids: from its seed, so that the demo repeats."""
    return hashlib.sha256(f"vemt demo {seed}".encode()).digest()


def sign_all(place: Home, day: date, role: str) -> None:
    """Sign off every authority's sheet: the demo's data owners."""
    with open_warehouse(place.warehouse) as con:
        for code in LA_CODES:
            ledger_store.sign_off(con, code, role, day)
