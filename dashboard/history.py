"""Which releases a reader may open: those published, newest first, and those withdrawn with the reason.

The record lies beside the releases (`data_contracts.release_files.HISTORY`); a home without one has its current
release only. A release that was built and not published is never offered.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_contracts.release_files import CURRENT, HISTORY


@dataclass(frozen=True)
class Card:
    """One release in the list of releases."""

    release_id: str
    published_on: date | None = None
    withdrawn: str = ""
    """Why it was withdrawn; empty for one that stands."""

    @property
    def as_at(self) -> date:
        """The as-at date, which every release id begins with."""
        return date.fromisoformat(self.release_id[:10])


def stamp(releases_dir: Path) -> tuple[int, ...]:
    """What changes when a release is published or withdrawn: for caches."""
    files = (releases_dir / CURRENT, releases_dir / HISTORY)
    return tuple(f.stat().st_mtime_ns if f.is_file() else 0 for f in files)


def cards(releases_dir: Path) -> tuple[Card, ...]:
    """Published and withdrawn releases, the latest as-at date and publication first (the record is in its order)."""
    found: dict[str, Card] = {}
    current, record = releases_dir / CURRENT, releases_dir / HISTORY
    if current.is_file() and (name := current.read_text("utf-8").strip()):
        found[name] = Card(name)
    try:
        lines = json.loads(record.read_text("utf-8")) if record.is_file() else []
    except ValueError:
        lines = []
    for line in lines:
        name, day = str(line["release_id"]), line.get("published_on")
        found[name] = Card(name, date.fromisoformat(day) if day else None, str(line.get("withdrawn") or ""))
    nth = {str(line["release_id"]): place for place, line in enumerate(lines)}
    last = len(lines)
    return tuple(
        sorted(found.values(), key=lambda c: (c.as_at, c.published_on or date.max, nth.get(c.release_id, last)))[::-1]
    )


def standing(found: tuple[Card, ...]) -> list[Card]:
    """Those that were not withdrawn."""
    return [c for c in found if not c.withdrawn]


def before(found: tuple[Card, ...], release_id: str) -> Card | None:
    """The release published before this one, or None for the first ever."""
    listed = standing(found)
    place = next((n for n, c in enumerate(listed) if c.release_id == release_id), None)
    return listed[place + 1] if place is not None and place + 1 < len(listed) else None
