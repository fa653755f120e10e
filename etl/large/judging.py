"""A folder's large files, one after the other: read, looked through for identifying data, judged, witnessed."""

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from etl.batch import Judged
from etl.intake import Entry, entries_of
from etl.large.between import between_rows, unlisted
from etl.large.checks import check
from etl.large.doubles import check_keys, mark_copies, mark_meeting
from etl.large.entry import doubtful_dates, identifying, recount
from etl.large.odd import odd_cells, read_odd_cells, take_answers_apart
from etl.large.parts import LargePart, large_parts, report_large
from etl.large.source import NotThisWay
from etl.large.stage import Staged, leave_out_blank_rows, read
from etl.large.witness import bear_witness


def stage_large(
    con: duckdb.DuckDBPyConnection,
    reader: duckdb.DuckDBPyConnection,
    entries: Sequence[Entry],
    passed: frozenset[str],
) -> list[Staged]:
    """Read and judge every large entry row by row. An entry that cannot be read this way is read the plain way.

    con: the warehouse, of which only temporary tables are written. reader: from etl.types_of.staging.
    Raises etl.judge.JudgeError.
    """
    found = []
    for number, entry in enumerate(e for e in entries if e.large is not None):
        if entry.large is None or entry.contract is None:
            continue
        staged = Staged(con, entry, entry.contract, entry.large, f"large_{number}", entry.columns, reader)
        try:
            read(staged)
        except NotThisWay:
            entry.become(entries_of(entry.large.path, entry.manifest, passed)[0])
            staged.drop()
            continue
        if _judged(staged, entry.large.sha256 in passed):
            found.append(staged)
        else:
            staged.drop()
    return found


def _judged(staged: Staged, passed: bool) -> bool:
    """Whether the file is taken; if not, its entry says why."""
    odd = odd_cells(staged)
    leave_out_blank_rows(staged)
    recount(staged)
    reason = "" if passed else identifying(staged, odd)
    if not reason:
        take_answers_apart(staged)
        reason = doubtful_dates(staged)
    if reason:
        staged.entry.refuse(reason)
        return False
    read_odd_cells(staged)
    mark_copies(staged)
    check(staged)
    check_keys(staged)
    mark_meeting(staged)
    bear_witness(staged)
    return True


def judge_between(con: duckdb.DuckDBPyConnection, large: Sequence[Staged], judged: Mapping[str, Judged]) -> None:
    """The rules between rows, once the folder's smaller files are judged."""
    for staged in large:
        between_rows(con, staged, judged)
        unlisted(con, staged, judged)


def parts_of_large(large: Sequence[Staged], today: date) -> list[LargePart]:
    """The parts of every large file."""
    return [part for staged in large for part in large_parts(staged, today)]


def report(large: Sequence[Staged], parts: Sequence[LargePart]) -> None:
    """Fill in the report of every large file."""
    for staged in large:
        report_large(staged, [p for p in parts if p.rows() is staged])
