"""What HOME/notes/*.toml adds to a paper: comments on figures and the moderated narrative; and the notes' id.

`[[narrative]]`: pack, release, audiences, heading, text, author and moderated_by (roles, never names), date. It is
screened as comments are (`commentary.py`) and printed only once it is moderated.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard import words
from dashboard.blocks import Note, Printed
from dashboard.commentary import Comment, identifying, read_comments
from dashboard.pack.paper import PackError
from dashboard.released import Released
from data_contracts.own_files import NOTES, OwnFileError, entries_of

NEEDED = ("pack", "release", "audiences", "heading", "text", "author", "moderated_by", "date")
ROLE = re.compile(r"[A-Z][\w ,'’()&-]{2,60}")
NONE = "No moderated narrative has been written for this release."


@dataclass(frozen=True)
class Narrative:
    """One part of the narrative, as the moderating meeting agreed it."""

    heading: str
    text: str
    author: str
    moderated_by: str
    when: date


@dataclass(frozen=True)
class Notes:
    """Everything that people have added to a release for one audience and pack."""

    comments: tuple[Comment, ...]
    narrative: tuple[Narrative, ...]

    @property
    def held(self) -> int:
        """How many comments are held back."""
        return sum(bool(c.held) for c in self.comments)


def read(folder: Path, pack: str, released: Released) -> Notes:
    """Comments and narrative for this pack, release and audience. PackError names file, entry and remedy."""
    found = []
    for file in sorted(folder.glob("*.toml")):
        try:
            entries = entries_of(file, "narrative", NOTES)
        except OwnFileError as error:
            raise PackError(f"The pack was not made: in the notes folder {error}.") from error
        for nth, entry in enumerate(entries, 1):
            mine = entry.get("pack") == pack and entry.get("release") == released.release_id
            if mine and released.audience in entry.get("audiences", ()):
                found.append(_narrative(f"{file.name}, narrative {nth}", entry))
    found.sort(key=lambda n: (n.when, n.heading, n.text))
    return Notes(read_comments(folder, released), tuple(found))


def _narrative(place: str, entry: Mapping[str, Any]) -> Narrative:
    """One entry, whole, moderated, and without anything that could name a person."""
    if absent := [k for k in NEEDED if not entry.get(k)]:
        raise PackError(f"The pack was not made: {place} lacks {words.listed(absent)}; add the line.")
    if not isinstance(entry["date"], date):
        raise PackError(f"The pack was not made: the date of {place} stands without quotes, as 2026-11-05.")
    roles = [str(entry[k]).strip() for k in ("author", "moderated_by")]
    text, heading = (" ".join(str(entry[k]).split()) for k in ("text", "heading"))
    what = identifying(" ".join((heading, text, *roles))) or ("" if all(map(ROLE.fullmatch, roles)) else "a name")
    if what:
        raise PackError(f"The pack was not made: {place} seems to hold {what}. Take it out: a narrative names roles "
                        "and no child, place of living or number of another system.")  # fmt: skip
    return Narrative(heading, text, roles[0], roles[1], entry["date"])


def blocks(notes: Notes) -> list[Printed]:
    """The narrative as notes with their roles and date; a sentence where there is none."""
    return [
        Note(f"{n.text.rstrip('.')}. ({n.author}, {words.day(n.when)}; moderated by: {n.moderated_by})", n.heading)
        for n in notes.narrative
    ] or [Note(NONE, "Narrative")]


def notes_id(notes: Notes, *more: object) -> str:
    """Twelve hex digits over what the notes add to the release: the same notes, the same id."""
    told: Sequence[object] = [[repr(c) for c in notes.comments], [repr(n) for n in notes.narrative], *more]
    return hashlib.sha256(json.dumps(told, default=str, ensure_ascii=False).encode("utf-8")).hexdigest()[:12]
