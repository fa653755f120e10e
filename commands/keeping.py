"""vemt status, purge, erase: what is held, what is missing, and what is no longer to be held."""

import os
import stat
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from commands.common import HomeOption, JsonOption, NotDone, WrongUse, command, emit, out, write_log
from commands.home import Home, find_home
from dashboard.shelf import ReleaseError, current_id
from dashboard.words import plural
from data_contracts.code_list import fold
from data_contracts.own_files import NOTES, OwnFileError, sections_of
from data_contracts.release_files import withdrawn_releases
from data_contracts.vocabularies import LA
from etl import keeping, supply
from etl.disk import encryption_of
from etl.keys_changed import changed_key_files
from etl.warehouse import open_warehouse
from release.audiences import load_audiences

YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


@command
def status(home: HomeOption = None, json: JsonOption = False) -> None:
    """Say what is loaded, what is released, what is missing, and what needs a decision or care."""
    place = find_home(home)
    found = _status(place, datetime.now(UTC).date())
    if json:
        emit(found)
        return
    for row in found["loaded"]:
        out.print(f"loaded   {row['extract']} of {_whose(row)}: extract of {row['extracted_at']}, "
                  f"{row['accepted']} rows accepted, {row['rejected']} rejected", markup=False)  # fmt: skip
    for row in found["missing"]:
        out.print(f"missing  {row['extract']} of {_whose(row)}: last {row['last'] or 'never'}", markup=False)
    for row in found["refused"]:
        out.print(f"refused  {row['file']}: {row['reason']}", markup=False)
    gone = ", which was withdrawn" if found["current_release"] in withdrawn_releases(place.releases) else ""
    out.print(f"released {found['current_release'] or 'nothing yet'}{gone}", markup=False)
    for warning in found["warnings"]:
        out.print(f"WARNING  {warning}", markup=False)


def _whose(row: dict[str, Any]) -> str:
    """The authority of a row by its name; a partnership's file has none."""
    return LA.labels.get(row["la_code"] or "", "the partnership")


def _status(place: Home, today: date) -> dict[str, Any]:
    found: dict[str, Any] = {"home": place.path, "loaded": [], "missing": [], "refused": [], "releases": [],
                             "changed_keys": []}  # fmt: skip
    if place.warehouse.exists():
        with open_warehouse(place.warehouse, read_only=True) as con:
            found |= {"loaded": supply.loaded(con), "missing": supply.missing(con, today),
                      "refused": supply.refused(con), "releases": supply.published(con),
                      "changed_keys": changed_key_files(con)}  # fmt: skip
    try:
        found["current_release"] = current_id(place.releases)
    except ReleaseError:
        found["current_release"] = None
    audiences = load_audiences(place.config)
    found["undecided_audiences"] = [name for name, a in audiences.items() if not a.decided]
    found["disk"] = encryption_of(place.path)
    found["warnings"] = _warnings(place, found)
    return found


def _warnings(place: Home, found: dict[str, Any]) -> list[str]:
    said = []
    if found["disk"] == "not encrypted":
        said.append("the disk that holds this folder is not encrypted, as far as this system tells: see "
                    "docs/operations.md before real data come here")  # fmt: skip
    elif found["disk"] == "cannot tell":
        said.append("it cannot be told from here whether the disk is encrypted (a virtual machine, a network or "
                    "layered disk, or no Linux); have that confirmed in writing (docs/operations.md)")  # fmt: skip
    if os.name == "posix" and place.path.exists() and stat.S_IMODE(place.path.stat().st_mode) & 0o077:
        said.append("others on this computer may look into this folder; chmod 700 closes it")
    said += [f"the key of {f['extract']} of {_whose(f)} seems to have changed with the extract of "
             f"{f['extracted_at']}: its children would be counted twice (docs/operations.md)"
             for f in found["changed_keys"]]  # fmt: skip
    if why := withdrawn_releases(place.releases).get(found["current_release"] or ""):
        said.append(f"release {found['current_release']} was withdrawn ({why[0].rstrip('.')}) and there is none before "
                    "it: pages show nothing until one is published")  # fmt: skip
    if undecided := found["undecided_audiences"]:
        said.append(f"nobody has decided yet who may see what ({', '.join(undecided)}): the group decides, then write "
                    "decided_by (a role) and decided_on into config/audiences.toml")  # fmt: skip
    return said + _notes_not_read(place)


def _notes_not_read(place: Home) -> list[str]:
    """Files of the notes folder that pages pass over, as a page cannot say so to the one who wrote them."""
    said = []
    for file in sorted(place.notes.glob("*.toml")):
        try:
            sections_of(file, NOTES)
        except OwnFileError as error:
            said.append(f"in the notes folder {error}; until then nothing of it stands on a page")
    return said


def _sure(question: str) -> None:
    """Ask; NotDone unless the answer is yes."""
    try:
        agreed = typer.confirm(question)
    except typer.Abort:
        agreed = False
    if not agreed:
        raise NotDone("Nothing was removed.")


def _told(found: keeping.Removed, what: str, as_json: bool) -> None:
    if as_json:
        emit(found.as_json())
        return
    rows = sum(found.rows.values())
    if what == "Erased" and not found.any:
        out.print("No row here has this reference, so nothing was removed. Check the pseudonym (as it stands in the "
                  "extract, not the authority's own number) and --la. Where it was erased before, all is as it should "
                  "be; the file was written anew.")  # fmt: skip
        return
    out.print(f"{what}: {plural(rows, 'row')}, {plural(found.rejected_rows, 'rejected row')}, {found.frozen_members} "
              f"frozen and {found.live_members} live members of figures. The file was written anew. Older backups and "
              "the senders' files still hold them.")  # fmt: skip


@command
def purge(
    before: Annotated[datetime, typer.Option("--before", formats=["%Y-%m-%d"], help="First day that is kept.")],
    yes: YesOption = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """End the keeping of rows about children that were over before a date; what is open stays."""
    place = find_home(home)
    if not yes and not json:
        _sure(f"Remove what ended before {before:%d %B %Y}, for good?")
    found = keeping.purge(place.path, before.date())
    write_log(place, command="purge", before=before.date(), removed=sum(found.rows.values()))
    _told(found, "Purged", json)


@command
def erase(
    child_ref: Annotated[str, typer.Argument(help="The child's pseudonym.")],
    la: Annotated[str | None, typer.Option("--la", help="Only in this authority.")] = None,
    yes: YesOption = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Remove one child from everything that is held here, members of figures included."""
    place = find_home(home)
    code = LA.spellings().get(fold(la)) if la else None
    if la and code is None:
        raise WrongUse("no authority is called that; use a code, a number or a name")
    if not yes and not json:
        _sure("Remove this child everywhere, for good?")
    found = keeping.erase(place.path, child_ref, code)
    write_log(place, command="erase", removed=sum(found.rows.values()))
    _told(found, "Erased", json)
