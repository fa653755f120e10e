"""Who allowed a pack that leaves the partnership: HOME/config/permissions.toml, printed on its cover.

One section per pack: granted_by (a role), granted_on, minute (where it is recorded), boards, and, if it ends, until.
"""

from datetime import date
from pathlib import Path

from dashboard import words
from dashboard.pack.paper import PackError
from data_contracts.own_files import OwnFileError, sections_of

FILE = "permissions.toml"
NEEDED = ("granted_by", "granted_on", "minute", "boards")


def permission(config: Path, pack: str, as_at: date) -> tuple[tuple[str, str], ...]:
    """(label, words) of the permission for a pack. PackError where there is none, it lacks a line or has ended."""
    remedy = f"Write [{pack}] with {words.listed(list(NEEDED))} into {FILE} in the config folder."
    file = config / FILE
    try:
        said = sections_of(file).get(pack) if file.is_file() else None
    except OwnFileError as error:
        raise PackError(f"The pack was not made: {error}.") from error
    if said is None:
        raise PackError(f"The pack {pack} is made only with a recorded permission, and none is recorded. {remedy}")
    if absent := [k for k in NEEDED if not said.get(k)]:
        raise PackError(f"The pack was not made: the permission for {pack} lacks {words.listed(absent)}. {remedy}")
    days = [said["granted_on"], said.get("until", said["granted_on"])]
    if not all(isinstance(d, date) for d in days):
        raise PackError(f"The pack was not made: dates in {FILE} stand without quotes, as 2026-11-05.")
    if "until" in said and said["until"] < as_at:
        raise PackError(f"The pack was not made: the permission for {pack} ended on {words.day(said['until'])}.")
    found = [("Permission", f"{said['granted_by']}, {words.day(said['granted_on'])}"),
             ("Recorded in", str(said["minute"])), ("For", words.listed([str(b) for b in said["boards"]]))]  # fmt: skip
    return (*found, ("Ends", words.day(said["until"]))) if "until" in said else tuple(found)
