"""Dated events and decisions from HOME/notes/*.toml: drawn on charts and kept in the release.

`[[event]]`: date, title, source (a role), and area and metric if it is about one. `[[rebase]]`: date, metric, area,
reason, author (a role): limits of that chart start anew with that month.
"""

import tomllib
from pathlib import Path

import pandas as pd

from release.signals import ANEW, REBASE

COLUMNS = ["date", "area", "metric", "title", "source", "kind"]
_NEEDED = {"event": ("date", "title", "source"), "rebase": ("date", "metric", "area", "reason", "author")}


class NotesError(ValueError):
    """A notes file that cannot be used; the text names file, entry and remedy."""


def read_events(notes: Path) -> pd.DataFrame:
    """Events and rebases of every notes file: date, area, metric ('' for all), title, source (a role), kind, sorted.

    kind: '' or 'rebase', whose title begins with ANEW and whose source is its author.
    """
    found = []
    for file in sorted(notes.glob("*.toml")):
        try:
            sections = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise NotesError(f"{file.name} is not TOML: {error}") from error
        for kind, needed in _NEEDED.items():
            for nth, entry in enumerate(sections.get(kind, []), start=1):
                if absent := [k for k in needed if not str(entry.get(k, "")).strip()]:
                    raise NotesError(f"{file.name}, {kind} {nth}: {', '.join(absent)} missing; add the line")
                found.append(_event(entry) if kind == "event" else _rebase(entry))
    events = pd.DataFrame(found, columns=COLUMNS).astype(dict.fromkeys(COLUMNS, "str"))
    return events.sort_values(COLUMNS).reset_index(drop=True)


def _event(entry: dict[str, object]) -> dict[str, str]:
    return {"area": "TEES", "metric": "", "kind": "", **{k: str(entry[k]) for k in COLUMNS[:5] if k in entry}}


def _rebase(entry: dict[str, object]) -> dict[str, str]:
    said = {k: str(entry[k]) for k in ("date", "area", "metric")}
    return {**said, "title": f"{ANEW}{entry['reason']}", "source": str(entry["author"]), "kind": REBASE}
