"""Comments of people on figures, from HOME/notes/*.toml: who said what, when, of which measure in which release.

`[[comment]]`: date, author (a role, never a name), metric, area, release, audiences (who may read it), text; `about`, a
date, draws it as a numbered mark on that measure's charts. A comment that looks as if it names a child, or that gives a
number near a hidden one, is held back, and the page says so: text is where counts get out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.released import Released
from data_contracts.identifier_values import VALUE_TESTS
from data_contracts.own_files import NOTES, OwnFileError, entries_of

NEEDED = ("date", "author", "metric", "area", "release", "audiences", "text")
_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_DATED = re.compile(
    r"\b\d{1,2} (?=[A-Z][a-z]+ )|\b[A-Z][a-z]+ 20\d\d\b|\b20\d\d(-\d\d)*\b|\b72[- ]hours?\b|\bwithin 72 h\b"
)
_NUMBER = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_ROLE = re.compile(r"[A-Z][\w ,'’()&-]{2,60}")


@dataclass(frozen=True)
class Comment:
    """One comment; `held` says why it may not be read (then `text` is empty)."""

    written: date
    author: str
    metric: str
    area: str
    text: str
    about: date | None = None
    held: str = ""


def stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """What changes when a notes file does: for caches."""
    return tuple((f.name, f.stat().st_mtime_ns) for f in sorted(folder.glob("*.toml")))


def read_comments(folder: Path, released: Released) -> tuple[Comment, ...]:
    """The comments on this release that its audience may read, oldest first; those held back without their text."""
    found: list[Comment] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            entries = entries_of(file, "comment", NOTES)
        except OwnFileError:
            entries = []
        found += [c for e in entries if (c := _comment(e, released)) is not None]
    return tuple(sorted(found, key=lambda c: (c.written, c.metric, c.area, c.text)))


def _comment(entry: Mapping[str, Any], released: Released) -> Comment | None:
    """One entry of the file; None where it is not for this release or this audience, or says too little."""
    if any(not entry.get(k) for k in NEEDED) or not isinstance(entry["date"], date):
        return None
    if entry["release"] != released.release_id or released.audience not in entry["audiences"]:
        return None
    metric, text = str(entry["metric"]), " ".join(str(entry["text"]).split())
    about = entry.get("about")
    held = reason_to_hold(text, str(entry["author"]), metric, released)
    return Comment(entry["date"], "" if held else str(entry["author"]), metric, str(entry["area"]),
                   "" if held else text, about if isinstance(about, date) else None, held)  # fmt: skip


def reason_to_hold(text: str, author: str, metric: str, released: Released) -> str:
    """Why a comment may not be shown, in words without anything of the comment; empty if it may."""
    if metric not in released.definitions:
        return "its measure does not exist"
    if not _ROLE.fullmatch(author):
        return "its author is not given as a role"
    if what := identifying(f"{author} {text}"):
        return f"it seems to hold {what}"
    if near_hidden(text, metric, released):
        return "it gives a number that is near a hidden one"
    return ""


def identifying(text: str) -> str:
    """What in a text could name a child (postcodes, numbers of other systems), or ''."""
    parts = text.replace(",", " ").split()
    pieces = [" ".join(parts[i : i + n]).strip(".;:()") for n in (1, 2, 3) for i in range(len(parts))]
    for test in VALUE_TESTS:
        if any(test.matches(piece) for piece in pieces):
            return test.what
    return ""


def near_hidden(text: str, metric: str, released: Released) -> bool:
    """Whether a number in the text could be that of a hidden cell of this measure. Dates do not count as numbers."""
    hidden = [c for c in released.cells(metric).values() if c.status == "c"]
    if not hidden:
        return False
    most = max((c.range_high if c.range_high is not None else 10**9 for c in hidden), default=0)
    return any(_value(found) <= most for found in _NUMBER.findall(_DATED.sub(" ", text)))


def _value(said: str) -> float:
    return _WORDS.index(said.lower()) + 1 if said.lower() in _WORDS else float(said.replace(",", ""))
