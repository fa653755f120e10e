"""The moderated narrative of a pack from HOME/notes/*.toml, screened before it is printed; and the notes' id.

`[[narrative]]`: pack, release, audience, heading, text, author and moderated_by (roles, never names), date. It is
printed only once it is moderated.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from dashboard import words
from dashboard.blocks import Note
from dashboard.pack.paper import PackError
from dashboard.released import Released
from data_contracts.identifier_values import VALUE_TESTS

NEEDED = ("text", "author", "date")
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?![\w%]|[.,]\d)")
_PLACES = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|[^\s@]+@[^\s@]+\.\w|\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")


@dataclass(frozen=True)
class Remark:
    """One comment. `about`: the section or metric that it belongs to."""

    about: str
    text: str
    author: str
    when: date
    moderated_by: str = ""


def read(notes: Path, pack: str, released: Released) -> tuple[Remark, ...]:
    """The remarks for this pack and release, in a fixed order. PackError names file, entry and remedy."""
    found = []
    for file in sorted(notes.glob("*.toml")):
        try:
            entries = tomllib.loads(file.read_text("utf-8")).get("commentary", [])
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise PackError(f"The pack was not made: {file.name} in the notes folder is not TOML.") from error
        for nth, entry in enumerate(entries, 1):
            remark = _remark(f"{file.name}, commentary {nth}", entry)
            wanted = entry.get("pack", pack) == pack, entry.get("release", released.release_id) == released.release_id
            if all(wanted) and remark.when <= released.as_at.replace(year=released.as_at.year + 1):
                found.append(remark)
    return tuple(sorted(found, key=lambda r: (r.about, r.when, r.author, r.text)))


def _remark(place: str, entry: dict) -> Remark:
    """One entry, whole and without anything that could name a person."""
    about = str(entry.get("section") or entry.get("measure") or "").replace("-", "_")
    absent = [k for k in NEEDED if not str(entry.get(k, "")).strip()] + ([] if about else ["section or measure"])
    if absent:
        raise PackError(f"The pack was not made: {place} lacks {words.listed(absent)}; add the line.")
    told = f"{entry['text']} {entry['author']}"
    caught = [t.what for t in VALUE_TESTS if any(t.matches(word) for word in (told, *told.split()))]
    if caught or _PLACES.search(told):
        raise PackError(f"The pack was not made: {place} looks as if it held {words.listed(caught or ['an address'])}. "
                        "Commentary names no person and no place of living; take it out.")  # fmt: skip
    when = entry["date"] if isinstance(entry["date"], date) else None
    if when is None:
        raise PackError(f"The pack was not made: {place} has no date; write date = 2026-11-05, without quotes.")
    return Remark(about, " ".join(str(entry["text"]).split()), str(entry["author"]).strip(), when,
                  str(entry.get("moderated_by", "")).strip())  # fmt: skip


def notes_id(remarks: Sequence[Remark], *more: object) -> str:
    """Twelve hex digits over what the notes add to the release: the same notes, the same id."""
    told = json.dumps([[astuple(r) for r in remarks], *more], default=str, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:12]


def blocks_for(remarks: Sequence[Remark], section: str, metrics: Sequence[str] = ()) -> list[Note]:
    """The remarks on a section, or on a metric that it shows, as notes with role and date."""
    mine = [r for r in remarks if r.about == section or r.about in metrics]
    return [Note(r.text, f"Commentary of the {_role(r)}, {words.day(r.when)}") for r in mine]


def _role(remark: Remark) -> str:
    agreed = f"; moderated by the {remark.moderated_by.lower()}" if remark.moderated_by else ""
    return f"{remark.author[:1].lower()}{remark.author[1:]}{agreed}"


def near_hidden(remarks: Sequence[Remark], released: Released) -> list[str]:
    """A sentence for each remark on a measure that has a number where figures of that measure are hidden."""
    said = []
    for remark in remarks:
        hidden = remark.about in released.metrics and any(
            c.status == "c" for c in released.cells(remark.about).values()
        )
        if hidden and any(int(n) < 10 for n in _NUMBER.findall(remark.text)):
            said.append(f"The commentary of the {remark.author} on {remark.about} holds a small number, and figures of "
                        "that measure are hidden: make sure that it gives none of them away.")  # fmt: skip
    return said
