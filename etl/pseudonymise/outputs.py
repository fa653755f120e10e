"""What pseudonymising leaves behind: extract files, their manifest, the report, and the lookup that stays at home."""

import csv
import os
import stat
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from data_contracts.code_list import fold
from data_contracts.vocabularies import AUTHORITIES, LA, Authority
from etl.extract_files import add_to_manifest, csv_text, manifest_row, write_csv
from etl.pseudonymise.keys import PseudonymiseError, normalise_id, pseudonym

Progress = Callable[[str, int, int], None]
_LOOKUP_HEADER = ["pseudonym", "local_id"]


@dataclass
class Report:
    """What was done: names of files and columns and numbers of rows, never a value."""

    source: str
    la_code: str
    files_read: list[str] = field(default_factory=list)
    files_written: list[str] = field(default_factory=list)
    rows: int = 0
    dropped: dict[str, list[str]] = field(default_factory=dict)
    """File -> headers of the columns that were left out."""
    blanked: dict[str, int] = field(default_factory=dict)
    """Our field -> filled cells that held no known code or date, and so were left blank."""
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The report as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class Extract:
    """One file to write. `period`: the window that it declares; `drawn`: the day that it shows."""

    name: str
    table: str
    header: list[str]
    rows: list[list[str]]
    period: tuple[date, date]
    drawn: date
    system: str = "SPREADSHEET"


class Pseudonyms:
    """Makes pseudonyms for one authority and remembers which local id each stands for."""

    def __init__(self, key: bytes, la_code: str) -> None:
        self._key, self._la_code = key, la_code
        self.ids: dict[str, str] = {}

    def of(self, kind: str, local_id: str, remember: bool = True) -> str:
        """Pseudonym of a local id of a kind (child, spell, episode); blank for a blank one."""
        plain = normalise_id(local_id)
        if not local_id.strip():
            return ""
        made = pseudonym(self._key, self._la_code, kind, plain)
        if remember and self.ids.setdefault(made, plain) != plain:
            raise PseudonymiseError("Two local ids came to the same pseudonym; make another key.")
        return made


def authority(text: str) -> Authority:
    """The authority that a code, number or name means. PseudonymiseError if none."""
    code = LA.spellings().get(fold(text))
    for found in AUTHORITIES:
        if found.code == code:
            return found
    known = ", ".join(f"{a.code} ({a.name})" for a in AUTHORITIES)
    raise PseudonymiseError(f"The authority must be one of {known}.")


def write_extracts(out: Path, la: Authority, extracts: list[Extract]) -> list[str]:
    """Write the files and their lines in the manifest of `out`; returns the names written."""
    out.mkdir(parents=True, exist_ok=True)
    for extract in extracts:
        write_csv(out / extract.name, [extract.header, *extract.rows])
    add_to_manifest(out, (
        manifest_row(e.name, e.table, e.period, e.drawn, len(e.rows), la_code=la.code, source=e.system)
        for e in extracts
    ))  # fmt: skip
    return [e.name for e in extracts]


def check_places(folder: Path, out: Path, key_file: Path, lookup: Path | None) -> None:
    """PseudonymiseError if raw files, key or lookup would travel with the extracts."""
    inside = out.resolve()
    raw = folder.resolve() if folder.is_dir() else folder.resolve().parent
    if inside == raw:
        raise PseudonymiseError("The extracts must go to another folder than the raw files.")
    for what, path in (("The key", key_file), ("The lookup", lookup)):
        if path is not None and inside in path.resolve().parents:
            raise PseudonymiseError(f"{what} must not stand in the folder that is sent away: choose another place.")
    if raw.is_relative_to(inside):
        raise PseudonymiseError("The raw files must not stand inside the folder that is sent away.")


def read_lookup(path: Path) -> dict[str, str]:
    """Pseudonym -> local id in `path`; empty if there is none. PseudonymiseError if the file is something else."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if rows[:1] != [_LOOKUP_HEADER] or any(len(r) != 2 for r in rows):
        raise PseudonymiseError(f"{path.name} is there already and is no lookup; choose another name.")
    return {r[0]: r[1] for r in rows[1:]}


def write_lookup(path: Path, ids: dict[str, str]) -> None:
    """Add `ids` (pseudonym -> local id) to the lookup at `path`, which only its owner may read."""
    lines = sorted((read_lookup(path) | ids).items())
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(csv_text([_LOOKUP_HEADER, *lines]))
    partial.replace(path)
