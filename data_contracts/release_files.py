"""What the writer and the reader of a release agree on: where its key lies and how a file's sum is made.

Sums are keyed, so that who holds a manifest alone cannot try out contents against them.
"""

import hashlib
import hmac
import json
from pathlib import Path

MANIFEST = "manifest.json"
CURRENT = "current"
WITHDRAWN = "withdrawn.json"
"""Beside the releases: id -> why and on which day it was taken back. A release's own folder never changes."""


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


def withdrawn_releases(releases_dir: Path) -> dict[str, dict[str, str]]:
    """Release id -> `why` and `on` (a day) of each release that was taken back. ValueError if the list is damaged."""
    path = Path(releases_dir) / WITHDRAWN
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}
