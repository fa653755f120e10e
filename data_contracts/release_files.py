"""What the writer and the reader of a release agree on: where its key lies and how a file's sum is made.

Sums are keyed, so that who holds a manifest alone cannot try out contents against them.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from pathlib import Path

MANIFEST = "manifest.json"
CURRENT = "current"
HISTORY = "published.json"
"""What was published when, and withdrawn when and why: a list of release_id, published_on, withdrawn, withdrawn_on."""


def key_file(releases_dir: Path) -> Path:
    """Where the release key lies: in the `config` folder beside the releases, hexadecimal."""
    return Path(releases_dir).parent / "config" / "release.key"


def read_key(releases_dir: Path) -> bytes | None:
    """The release key, or None where there is none that can be read."""
    try:
        return bytes.fromhex(key_file(releases_dir).read_text("ascii").strip())
    except (OSError, ValueError):
        return None


def keyed_sum(path: Path, key: bytes) -> str:
    """Hex HMAC-SHA256 of a file's bytes under the release key."""
    with path.open("rb") as file:
        return hmac.new(key, file.read(), hashlib.sha256).hexdigest()


def withdrawn_releases(releases_dir: Path) -> dict[str, tuple[str, str]]:
    """Release id -> the reason and the day, for each release taken back. ValueError, KeyError: the list is damaged."""
    path = Path(releases_dir) / HISTORY
    lines = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return {x["release_id"]: (x["withdrawn"], x.get("withdrawn_on", "")) for x in lines if x.get("withdrawn")}


def settings_sum(files: Iterable[Path], key: bytes) -> str:
    """Hex HMAC-SHA256 of the settings files that a release was made with, names and bytes, in the order of names."""
    sign = hmac.new(key, digestmod=hashlib.sha256)
    for file in sorted(files, key=lambda f: (f.name, str(f))):
        text = file.read_bytes()
        sign.update(f"{file.name} {len(text)}\n".encode() + text)
    return sign.hexdigest()


def withdrawn_with(releases_dir: Path, figures_id: str) -> str | None:
    """The release taken back that has these figures, whatever its words were; None if there is none.

    The id of a release made before words entered it is the id of its figures. ValueError, KeyError: a damaged list.
    """
    for release_id in withdrawn_releases(releases_dir):
        manifest = Path(releases_dir) / release_id / MANIFEST
        said = json.loads(manifest.read_text("utf-8")) if manifest.is_file() else {}
        if said.get("figures_id", release_id) == figures_id:
            return release_id
    return None
