"""Loading a folder: read, judge, store in one transaction; checking is the same without storing.

A load that is killed at any moment leaves the warehouse as it was before, or as it is after.
"""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data_contracts.kit import contracts
from etl.across import overlaps_across
from etl.among import among_rows
from etl.batch import Judged, judge_entries
from etl.cross import shrinking, unlisted
from etl.intake import NATIONAL, STORED, Entry, take_in
from etl.keys_changed import changed_keys
from etl.large.entry import large_entry
from etl.large.judging import judge_between, parts_of_large, report, stage_large
from etl.manifest import FILE_NAME as MANIFEST
from etl.manifest import INFERRED, write_manifest
from etl.orphans import refuse_orphans
from etl.parts import Part, parts_of, report_parts
from etl.record import record
from etl.report import FileReport, LoadReport, Progress
from etl.store import supplied
from etl.types_of import staging
from etl.unchanged import loaded_contents, mark_unchanged
from etl.warehouse import FILE_NAME, make_schema, open_warehouse, private_files, transaction

__all__ = ["FileReport", "LoadReport", "check_folder", "load_folder"]


def check_folder(home: Path, folder: Path, progress: Progress | None = None) -> LoadReport:
    """What loading `folder` into the warehouse of `home` would do; nothing is written anywhere.

    Raises etl.warehouse.WarehouseBusy, etl.read.sheet.Unreadable (the manifest is no table) and
    etl.judge.JudgeError (a contract could not be checked).
    """
    with _looked_up(Path(home)) as con:
        entries = take_in(Path(folder), loaded_contents(con), progress, large_entry)
        _judged(con, entries, progress)
    return LoadReport([e.report for e in entries], supplied=_supplied(entries))


def load_folder(home: Path, folder: Path, progress: Progress | None = None) -> LoadReport:
    """Load every file of `folder` into the warehouse of `home`, all of it or (on an error) nothing.

    Files already stored are `unchanged`. Where there is no manifest one is written into the folder.
    Raises as `check_folder`; then nothing is changed.
    """
    home, folder = Path(home), Path(folder)
    with private_files(), contextlib.closing(open_warehouse(home / FILE_NAME)) as con:
        entries = take_in(folder, loaded_contents(con), progress, large_entry)
        parts = _judged(con, entries, progress)
        if progress:
            progress("storing", 0, 1)
        with transaction(con):
            refused = [e.report for e in entries if e.report.status == "refused"]
            record(con, parts, refused, datetime.now(UTC).replace(tzinfo=None))
        if progress:
            progress("storing", 1, 1)
        report = LoadReport([e.report for e in entries], supplied=_supplied(entries))
        if not (folder / MANIFEST).exists():
            report.note = write_manifest(folder, _manifest_rows(entries)) or None
    return report


def _supplied(entries: Sequence[Entry]) -> frozenset[str]:
    """The `table.column`s that the files which were not refused supply."""
    kept = [e for e in entries if e.contract is not None and e.report.status != "refused"]
    return frozenset(f"{t}.{c}" for e in kept if e.contract for t, c in supplied(e.contract, set(e.fields)))


@contextlib.contextmanager
def _looked_up(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse to compare with: the real one, read-only, or an empty one in memory."""
    path = home / FILE_NAME
    con = open_warehouse(path, read_only=True) if path.exists() else duckdb.connect()
    with contextlib.closing(con):
        if not path.exists():
            make_schema(con)
        yield con


def _judged(con: duckdb.DuckDBPyConnection, entries: Sequence[Entry], progress: Progress | None) -> list[Part]:
    """Judge what is new, fill in every report, and return the parts to store."""
    mark_unchanged(con, entries)
    with contextlib.closing(staging()) as reader:
        large = stage_large(con, reader, entries, loaded_contents(con))
        found = _judged_plainly(reader, entries, progress)
    fresh = [e for e in entries if e.text is not None]
    today = datetime.now(UTC).date()
    among_rows(con, found)
    judge_between(con, large, found)
    refuse_orphans(con, found, [(s.contract.name, s.accepted()) for s in large])
    unlisted(con, found)
    parts = [part for judged in found.values() for part in parts_of(judged, today)]
    larger = parts_of_large(large, today)
    every = _in_order(entries, [*parts, *larger])
    overlaps_across(con, every)
    shrinking(con, every)
    changed_keys(con, every)
    for entry in fresh:
        report_parts(entry, [p for p in parts if p.entry is entry])
    report(large, larger)
    return every


def _judged_plainly(
    reader: duckdb.DuckDBPyConnection, entries: Sequence[Entry], progress: Progress | None
) -> dict[str, Judged]:
    """Every extract of which there are files that are read the plain way."""
    fresh = [e for e in entries if e.text is not None]
    held = {e.contract.name for e in fresh if e.contract is not None}
    names = sorted(held, key=lambda n: (not contracts()[n].flat, n))  # of one date, the finer extract stands
    found: dict[str, Judged] = {}
    for done, name in enumerate(names):
        own = [e for e in fresh if e.contract is not None and e.contract.name == name]
        found[name] = judge_entries(reader, contracts()[name], own)
        if progress:
            progress("checking", done + 1, len(names))
    return found


def _in_order(entries: Sequence[Entry], parts: Sequence[Part]) -> list[Part]:
    """Parts in the order in which they get their numbers, whichever way each was read.

    Of two files of one day the later one stands: of one extract by its name, and the finer extract after the flat one.
    """
    place = {id(entry): n for n, entry in enumerate(entries)}
    return sorted(parts, key=lambda p: (not p.judged.contract.flat, p.judged.contract.name, place[id(p.entry)]))


def _manifest_rows(entries: Sequence[Entry]) -> list[dict[str, object]]:
    """What was stored of each file, one row per file and sheet; blank where its authorities differ."""
    rows: list[dict[str, object]] = []
    for entry in entries:
        if entry.report.status == "refused":
            continue
        seen = {n: {row[i] for row in entry.stored} for i, n in enumerate(STORED)}
        alike: dict[str, object] = {n: values.pop() if len(values) == 1 else None for n, values in seen.items()}
        if alike["la_code"] == NATIONAL:
            alike["la_code"] = None
        rows.append(alike | {
            "file": entry.report.file, "sheet": entry.report.sheet, "table_name": entry.report.extract,
            "row_count": entry.report.rows_read, "schema_version": INFERRED,
        })  # fmt: skip
    return rows
