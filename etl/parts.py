"""What becomes of each file after judging: its parts by authority (one load_file row each) and its report."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import duckdb
import pandas as pd

from etl.batch import Judged
from etl.intake import NATIONAL, Entry
from etl.manifest import Declared, from_name, month_window
from etl.report import problems_of

OF_OTHER_FILES = ("child_not_on_list", "overlap_across_files")
"""Warnings that come and go with other files: said of the row, but not counted in `warned`."""
SNAPSHOT = "list"
"""The extract whose rows are those open on a day, and perhaps some that have ended."""


@dataclass
class Part:
    """The rows of one file (and sheet) that belong to one authority. positions: into the judged frame."""

    entry: Entry
    judged: Judged
    la_code: str | None
    positions: pd.Index
    period_from: date | None = None
    period_to: date | None = None
    extracted_at: date | None = None
    replaces: bool = True
    """Whether the window was declared (or is the extract's own), so that the file replaces it; else by key only."""
    file_id: int = 0
    home: bool = False
    """Of a large file: whether rows without an authority are counted here."""
    whole_file: list[str] = field(default_factory=list)
    """Rules that the file as a whole breaks (warnings)."""

    @cached_property
    def states(self) -> pd.Series:
        """State of each row of the part: accepted, rejected or duplicate; index = position."""
        return self.judged.frame["state"].reindex(self.positions)

    @cached_property
    def counts(self) -> Counter[str]:
        """Rows by state."""
        return Counter(self.states.tolist())

    def accepted(self) -> pd.DataFrame:
        """The accepted rows of the part."""
        frame = self.judged.frame.loc[self.positions]
        return frame[frame["state"] == "accepted"]

    def children(self) -> pd.Series:
        """The references of children in the accepted rows."""
        return self.accepted()["child_ref"]

    @contextmanager
    def shown(self, con: duckdb.DuckDBPyConnection, file_id: int) -> Iterator[None]:
        """The accepted rows as the view `accepted` that etl.store reads."""
        con.register("accepted", self.accepted().assign(file_id=file_id))
        yield
        con.unregister("accepted")

    def tell(self, pairs: pd.DataFrame) -> None:
        """Add warnings about rows of the part; pairs: row_number, column, rule, related_row, related_file."""
        numbers = self.judged.frame["row_number"].reindex(self.positions).astype("int64")
        at = pd.Series(self.positions, index=numbers).reindex(pairs["row_number"]).to_numpy()
        faults = pairs.drop(columns="row_number").assign(position=at, severity="warn")
        self.judged.faults = pd.concat([self.judged.faults, faults], ignore_index=True)

    def within_window(self) -> int:
        """Accepted rows whose date lies in the part's window."""
        days = self.accepted()[str(self.judged.contract.window)].dt.normalize()
        return int(((days >= str(self.period_from)) & (days <= str(self.period_to))).sum())

    @cached_property
    def warned(self) -> int:
        """Accepted rows with at least one warning about themselves."""
        faults = self.judged.faults
        about = (faults["severity"] == "warn") & ~faults["rule"].isin(OF_OTHER_FILES)
        return len(set(faults.loc[about, "position"]) & set(self.states.index[self.states == "accepted"]))


def row_counts(part: Part, rows: int) -> None:
    """Mark the part where the manifest declares another number of rows than the file has."""
    told = part.entry.declared.row_count
    if told is not None and told != rows and not part.entry.declared.inferred:
        part.whole_file.append("row_count")


def parts_of(judged: Judged, today: date) -> list[Part]:
    """The parts of every entry: accepted rows by their authority; rows without one go with the file's main one.

    today: the extract's date where neither the declaration nor any date column tells it.
    """
    found: list[Part] = []
    for number, entry in enumerate(judged.entries):
        frame = judged.frame[judged.frame["entry"] == number]
        codes = frame["la_code"].where(frame["state"] == "accepted")
        home = _home(judged, entry, codes)
        owner = frame["la_code"].where(frame["la_code"].isin([*codes.dropna().unique()]), home)
        owner = owner.astype("object").where(owner.notna(), None)
        groups = {code: owner.index[[o == code for o in owner]] for code in dict.fromkeys(owner)}
        for code, positions in (groups or {home: frame.index}).items():
            rows = frame.loc[positions]
            found.append(dated(Part(entry, judged, code, positions), rows[rows["state"] == "accepted"], today))
        row_counts(found[-1], len(frame))
    return found


def _home(judged: Judged, entry: Entry, codes: pd.Series) -> str | None:
    """The authority that a row without a sound one is counted with: the declared one, else the most frequent."""
    if judged.contract.published:
        return NATIONAL
    if entry.declared.la_code:
        return entry.declared.la_code
    counts = codes.dropna().value_counts()
    return str(counts.index[0]) if len(counts) else None


def dated(part: Part, frame: pd.DataFrame, today: date) -> Part:
    """Fill in the part's window and the extract's date, from the declaration or from its accepted rows `frame`."""
    contract, declared = part.judged.contract, part.entry.declared
    days = frame.select_dtypes("datetime").max().dropna()
    latest = min(max(days).date(), today) if len(days) else today
    if contract.published:
        latest = date(int(frame["time_period"].max()), 12, 31) if len(frame) else today
    if contract.window:
        part.period_from, part.period_to = declared.period_from, declared.period_to
        window = frame[contract.window].dropna()
        if contract.name == SNAPSHOT and not _is_declared(part.entry):
            part.period_from, part.period_to = _snapshot_window(frame, latest) if len(frame) else (None, None)
            part.replaces = False
        elif part.period_from is None and len(window):
            part.period_from, part.period_to = month_window(window.min().date(), window.max().date())
    part.extracted_at = declared.extracted_at or part.period_to or latest
    return part


def _is_declared(entry: Entry) -> bool:
    """Whether manifest or file name declare a window; what the tool itself once inferred is no declaration."""
    named = from_name(Declared(), entry.report.file).period_from is not None
    return named or (entry.declared.period_from is not None and not entry.declared.inferred)


def _snapshot_window(frame: pd.DataFrame, latest: date) -> tuple[date, date]:
    """What a list without a declared window covers: from the month of its earliest removal, else its newest month.

    A list of today's open children says nothing of earlier months: all who have left are not in it.
    """
    removed = frame["removed_date"].dropna()
    return month_window(min(removed.min().date(), latest) if len(removed) else latest, latest)


def report_counts(entry: Entry, parts: Sequence[Part]) -> None:
    """Fill in the counts of the entry's report, and what will be stored of it."""
    report = entry.report
    codes = [p.la_code for p in parts]
    report.la_code = codes[0] if len(codes) == 1 else "several"
    report.status, report.reason = "loaded", None
    entry.stored = [
        (p.la_code, p.period_from, p.period_to, entry.declared.complete_from, p.extracted_at) for p in parts
    ]
    report.accepted = sum(p.counts["accepted"] for p in parts)
    report.rejected = sum(p.counts["rejected"] for p in parts)
    report.duplicates = sum(p.counts["duplicate"] for p in parts)
    report.rows_read = report.accepted + report.rejected + report.duplicates
    report.warned = sum(p.warned for p in parts)


def report_parts(entry: Entry, parts: list[Part]) -> None:
    """Fill in the entry's report from its parts."""
    report_counts(entry, parts)
    report, judged = entry.report, parts[0].judged
    positions = parts[0].positions
    for part in parts[1:]:
        positions = positions.append(part.positions)
    faults = judged.faults[judged.faults["position"].isin(positions)]
    numbers = judged.frame["row_number"].reindex(faults["position"]).to_numpy()
    report.problems = problems_of(
        judged.contract, faults.rename(columns={"column": "columns"}).assign(row_number=numbers)
    )
    whole = [{"severity": "warn", "rule": r, "row_number": None, "columns": ""} for p in parts for r in p.whole_file]
    if whole:
        report.problems += problems_of(judged.contract, pd.DataFrame(whole))
