"""The releases folder: finds a release's file, makes sure it is the one its manifest describes, says what is wrong.

Every error here is a sentence for people, without a path, and names what to do next.
"""

import hmac
import json
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.words import STATES, day
from data_contracts.release_files import CURRENT, MANIFEST, keyed_sum, read_key, withdrawn_releases


class ReleaseError(Exception):
    """A release or figure that cannot be shown; the text is a sentence for people."""


class NoRelease(ReleaseError):
    """Nothing has been released yet."""


class UnknownAudience(ReleaseError):
    """The release has no file for this audience."""


class UnknownRelease(ReleaseError):
    """No release has this id."""


class Withdrawn(ReleaseError):
    """The release was taken back: the text says when and why, and nothing of it is shown."""


class FailsChecks(ReleaseError):
    """The file is not the one that its manifest describes."""


class UnknownName(ReleaseError):
    """A metric, area, breakdown or category that does not exist (exit code 2)."""


class NotReleased(ReleaseError):
    """A figure that exists, but not for this period or area in this release (exit code 3)."""


def current_id(releases_dir: Path) -> str:
    """Id of the release in use. NoRelease if there is none."""
    pointer = Path(releases_dir) / CURRENT
    if pointer.is_file() and (found := pointer.read_text("utf-8").strip()):
        return found
    raise NoRelease(STATES["no_release"])


def release_folder(releases_dir: Path, release_id: str | None) -> Path:
    """Folder of a release, the current one by default. NoRelease, UnknownRelease or Withdrawn."""
    name = release_id or current_id(releases_dir)
    folder = Path(releases_dir) / name
    # only a plain folder name: an id from a link must not lead anywhere else
    if Path(name).name != name or not (folder / MANIFEST).is_file():
        raise UnknownRelease("There is no release with that id. Leave the id out to see the current one.")
    refuse_withdrawn(Path(releases_dir), name)
    return folder


def refuse_withdrawn(releases_dir: Path, release_id: str) -> None:
    """Withdrawn if the release was taken back; FailsChecks if the list of those that were cannot be read."""
    try:
        why, on = withdrawn_releases(releases_dir).get(release_id, ("", ""))
        said = f" on {day(date.fromisoformat(on))}" if on else ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FailsChecks("The list of withdrawn releases cannot be read, so no release is shown.") from error
    if why:
        gone = f"Release {release_id} was withdrawn{said}: {why.rstrip('.')}."
        raise Withdrawn(f"{gone} Nothing of it is shown. The data lead publishes one that stands.")


def checked_file(folder: Path, audience: str) -> tuple[Path, dict[str, Any]]:
    """Path of the audience's file and what the manifest says: its own entry, built_on, the gate's report in brief.

    UnknownAudience or FailsChecks.

    Sums are keyed (rulings 26): without the key of this home nothing can be checked, and nothing is shown.
    """
    spoilt = FailsChecks(STATES["fails_checks"])
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        said = {
            n: e | {"sha256": str(e["sha256"]), "figures": int(e["figures"])} for n, e in manifest["audiences"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise spoilt from error
    if manifest.get("release_id") != folder.name:
        raise spoilt
    if audience not in said:
        raise UnknownAudience(STATES["not_allowed"])
    path, key = folder / f"{audience}.duckdb", read_key(folder.parent)
    if key is None:
        raise FailsChecks("The key of this release is not in HOME/config, so it cannot be checked and is not shown.")
    if not path.is_file() or not hmac.compare_digest(keyed_sum(path, key), said[audience]["sha256"]):
        raise spoilt
    gate = manifest.get("gate") or {}
    brief = {
        "built_on": manifest.get("built_on"),
        "attackers": len(gate.get("attackers", ())),
        "found": gate.get("found"),
    }
    return path, brief | said[audience]
