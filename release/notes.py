"""Dated events and decisions from HOME/notes/*.toml: drawn on charts and kept in the release.

`[[event]]`: date, title, source (a role), and area and metric if it is about one. `[[rebase]]`: date, metric, area,
reason, author (a role): limits of that chart start anew with that month.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import pandas as pd

from data_contracts.areas import AREAS
from data_contracts.own_files import NOTES, OwnFileError, entries_of
from data_contracts.vocabularies import TEES
from release.signals import ANEW, REBASE

COLUMNS = ["date", "area", "metric", "title", "source", "kind"]
_NEEDED = {"event": ("date", "title", "source"), "rebase": ("date", "metric", "area", "reason", "author")}


class NotesError(ValueError):
    """A notes file that cannot be used; the text names file, entry and remedy."""


def read_events(notes: Path, metrics: Collection[str] | None = None) -> pd.DataFrame:
    """Events and rebases of every notes file: date, area, metric ('' for all), title, source (a role), kind, sorted.

    kind: '' or 'rebase', whose title begins with ANEW and whose source is its author. `metrics`: what an entry may be
    about. NotesError names the entry that cannot be used, or that would stand on no chart.
    """
    found = []
    for file in sorted(notes.glob("*.toml")):
        try:
            entries = {kind: entries_of(file, kind, NOTES) for kind in _NEEDED}
        except OwnFileError as error:
            raise NotesError(str(error)) from error
        for kind, needed in _NEEDED.items():
            for nth, entry in enumerate(entries[kind], start=1):
                if absent := [k for k in needed if not str(entry.get(k, "")).strip()]:
                    raise NotesError(f"{file.name}, {kind} {nth}: {', '.join(absent)} missing; add the line")
                if wrong := _wrong(entry, metrics):
                    raise NotesError(f"{file.name}, {kind} {nth}: {wrong}")
                found.append(_event(entry) if kind == "event" else _rebase(entry))
    events = pd.DataFrame(found, columns=COLUMNS).astype(dict.fromkeys(COLUMNS, "str"))
    return events.sort_values(COLUMNS).reset_index(drop=True)


def _wrong(entry: dict[str, object], metrics: Collection[str] | None) -> str:
    """What of an entry would keep it off every chart, in words; empty if nothing."""
    try:
        date.fromisoformat(str(entry["date"]))
    except ValueError:
        return "date must be a day such as 2026-04-01"
    if str(entry.get("area", TEES)) not in AREAS:
        return f"area must be one of {', '.join(AREAS)}"
    if metrics is not None and entry.get("metric") and entry["metric"] not in metrics:
        return "there is no such metric; see vemt metrics"
    return ""


def _event(entry: dict[str, object]) -> dict[str, str]:
    return {"area": "TEES", "metric": "", "kind": "", **{k: str(entry[k]) for k in COLUMNS[:5] if k in entry}}


def _rebase(entry: dict[str, object]) -> dict[str, str]:
    said = {k: str(entry[k]) for k in ("date", "area", "metric")}
    return {**said, "title": f"{ANEW}{entry['reason']}", "source": str(entry["author"]), "kind": REBASE}
