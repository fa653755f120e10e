"""Dated events from HOME/notes/*.toml, drawn on charts and kept in the release."""

import tomllib
from pathlib import Path

import pandas as pd

COLUMNS = ["date", "area", "metric", "title", "source"]


class NotesError(ValueError):
    """A notes file that cannot be used; the text names file, entry and remedy."""


def read_events(notes: Path) -> pd.DataFrame:
    """Events of every `[[event]]` table: date, area, metric ('' for all), title, source (a role), sorted."""
    found = []
    for file in sorted(notes.glob("*.toml")):
        try:
            entries = tomllib.loads(file.read_text(encoding="utf-8")).get("event", [])
        except tomllib.TOMLDecodeError as error:
            raise NotesError(f"{file.name} is not TOML: {error}") from error
        for nth, entry in enumerate(entries, start=1):
            if absent := [k for k in ("date", "title", "source") if k not in entry]:
                raise NotesError(f"{file.name}, event {nth}: {', '.join(absent)} missing; add the line")
            found.append({"area": "TEES", "metric": "", **{k: str(entry[k]) for k in COLUMNS if k in entry}})
    events = pd.DataFrame(found, columns=COLUMNS).astype(dict.fromkeys(COLUMNS, "str"))
    return events.sort_values(COLUMNS).reset_index(drop=True)
