"""TOML files that people write by hand: read forgivingly as text, strictly as to what stands in them.

Notepad puts a byte order mark before UTF-8, which TOML does not allow; a section under a name that nobody reads would
be passed over in silence.
"""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

NOTES = ("event", "rebase", "comment", "narrative")
"""What may stand in a file of the notes folder: the release, the pages and the papers each read their own."""


class OwnFileError(ValueError):
    """A file that cannot be used; the text names file, place and remedy."""


def sections_of(path: Path, known: Collection[str] | None = None) -> dict[str, Any]:
    """The file's top-level tables. OwnFileError if it is not TOML in UTF-8, or holds one that is not among `known`."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OwnFileError(f"{path.name} is not TOML in UTF-8: {error}") from error
    except OSError as error:
        raise OwnFileError(f"{path.name} could not be read: see whether it is open elsewhere or may be read") from error
    if known is not None and (strange := sorted(set(found) - set(known))):
        raise OwnFileError(f"{path.name}: {strange[0]} is no section of this file; there are {', '.join(known)}")
    return found


def entries_of(path: Path, name: str, known: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The file's `[[name]]` entries, in order. OwnFileError as for `sections_of`, or if they stand in another form."""
    found = sections_of(path, known if known is not None else (name,)).get(name, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise OwnFileError(f"{path.name}: write [[{name}]], in two brackets, above each {name}")
    return found
