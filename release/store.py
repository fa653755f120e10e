"""The folder of releases: manifests, keyed sums, which release is current. Knows nothing of what the files hold."""

import hmac
import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

from data_contracts.release_files import CURRENT, HISTORY, MANIFEST, keyed_sum

_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}")


class ReleaseError(Exception):
    """A release that is not there or is not what its manifest says; the text is fit for people."""


def read_manifest(releases_dir: Path, release_id: str) -> dict[str, Any]:
    """The manifest of one release. ReleaseError if there is none or it cannot be read."""
    if not _ID.fullmatch(release_id):
        raise ReleaseError(f"{release_id!r} is not the form of a release id")
    path = releases_dir / release_id / MANIFEST
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ReleaseError(f"there is no release {release_id}") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ReleaseError(f"the manifest of release {release_id} cannot be read") from error
    if not isinstance(found, dict) or not isinstance(found.get("audiences"), dict):
        raise ReleaseError(f"the manifest of release {release_id} cannot be read")
    return found


def verify_release(releases_dir: Path, release_id: str, key: bytes) -> list[str]:
    """What is wrong with a release, one sentence each; empty if every file is there with its keyed sum."""
    try:
        manifest = read_manifest(releases_dir, release_id)
    except ReleaseError as error:
        return [str(error)]
    wrong = [] if manifest.get("release_id") == release_id else ["the manifest names another release"]
    for name, said in sorted(manifest["audiences"].items()):
        path = releases_dir / release_id / f"{name}.duckdb"
        if not path.is_file():
            wrong.append(f"the file of audience {name} is missing")
        elif not hmac.compare_digest(keyed_sum(path, key), str(said.get("sha256"))):
            wrong.append(f"the file of audience {name} is not the one that was written")
    return wrong


def list_releases(releases_dir: Path) -> list[dict[str, Any]]:
    """Manifests of all releases, oldest as-at date first, each with `current` true or false."""
    now = current_release(releases_dir)
    folders = sorted(releases_dir.glob("*/")) if releases_dir.is_dir() else []
    ids = [f.name for f in folders if _ID.fullmatch(f.name) and (f / MANIFEST).is_file()]
    return [read_manifest(releases_dir, i) | {"current": i == now} for i in ids]


def current_release(releases_dir: Path) -> str | None:
    """Id of the release in use, or None."""
    path = releases_dir / CURRENT
    return (path.read_text("utf-8").strip() or None) if path.is_file() else None


def set_current(releases_dir: Path, release_id: str) -> None:
    """Make a release the one in use, and keep in the record that it was published. ReleaseError if it is not there."""
    read_manifest(releases_dir, release_id)
    record(releases_dir, release_id, published_on=date.today().isoformat())
    _swap(releases_dir / CURRENT, release_id + "\n")


def record(releases_dir: Path, release_id: str, **said: str) -> None:
    """Add to what the readers' list of releases says of one: published_on (the first stands), withdrawn (a reason).

    withdrawn_on: the day of it.
    """
    file = releases_dir / HISTORY
    lines: list[dict[str, str]] = json.loads(file.read_text("utf-8")) if file.is_file() else []
    mine = next((line for line in lines if line["release_id"] == release_id), None)
    if mine is None:
        lines.append(mine := {"release_id": release_id})
    mine |= {k: v for k, v in said.items() if k != "published_on" or k not in mine}
    _swap(file, json.dumps(lines, indent=1) + "\n")


def _swap(file: Path, text: str) -> None:
    """Replace a file in one step."""
    beside = file.with_name(f".{file.name}-{os.getpid()}")
    beside.write_text(text, "utf-8")
    beside.replace(file)
