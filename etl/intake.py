"""Taking in a folder: each file's sheets as text by the contract's fields, or the reason for refusing it.

Identifying columns are looked for before anything else is done with a sheet, so nothing of them is stored.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from data_contracts.code_list import fold
from data_contracts.identifiers import Finding, identifying_columns
from data_contracts.kit import CODE_LISTS_SHEET, Contract
from data_contracts.vocabularies import AUTHORITIES, PUBLISHED_AREAS, TEES
from etl.large.source import LargeSource
from etl.manifest import FILE_NAME, Declared, from_name, read_manifest
from etl.read.answers import take_apart
from etl.read.fit import Fit, NoFit, fit, known_headers, shown
from etl.read.sheet import EXTRA_CELLS, Sheet, Unreadable, column_letter
from etl.read.workbook import read_file
from etl.report import FileReport, Progress

NATIONAL = "ENGLAND"
_MONTH_FIRST = re.compile(r"^(0?\d|1[0-2])[-/.](1[3-9]|2\d|3[01])[-/.]\d{2,4}\b", re.MULTILINE)
_DAY_FIRST = re.compile(r"^(1[3-9]|2\d|3[01])[-/.](0?\d|1[0-2])[-/.]\d{2,4}\b", re.MULTILINE)
MONTH_FIRST_WORDS = "dates in {} have the month first, or it cannot be told; send them as 2026-09-30 or 30/09/2026"
STORED = ("la_code", "period_from", "period_to", "complete_from", "extracted_at")
"""What the tool writes into a manifest that is not there."""
_IGNORED = {".md", ".toml", ".json", ".log", ".ini", ".py", ".sql"}
_PRINTED_AREAS = {a.code for a in AUTHORITIES} | set(PUBLISHED_AREAS)


@dataclass
class Entry:
    """One sheet on its way in. `text`: a column per field plus EXTRA_CELLS, index row_number; None when refused."""

    report: FileReport
    sha256: str = ""
    declared: Declared = field(default_factory=Declared)
    contract: Contract | None = None
    fields: frozenset[str] = frozenset()
    text: pd.DataFrame | None = None
    stored: list[tuple[object, ...]] = field(default_factory=list)
    """Of each authority in the file the values STORED, as they are or will be in the warehouse."""
    large: LargeSource | None = None
    """A large file has no text: it is read in the database (etl.large); `columns` maps its fields to their places."""
    columns: dict[str, int] = field(default_factory=dict)
    manifest: Mapping[tuple[str, str], Declared] = field(default_factory=dict)

    @property
    def waiting(self) -> bool:
        """Whether its rows are still to be judged."""
        return self.text is not None or self.large is not None

    def become(self, other: "Entry") -> None:
        """Stand for the same file as the other entry does, which another way of reading has made."""
        self.__dict__.update(other.__dict__)

    def refuse(self, reason: str) -> "Entry":
        """Mark as refused, for a reason in words."""
        self.report.status, self.report.reason = "refused", reason
        self.text = self.large = None
        return self


LargeWay = Callable[[Path, Mapping[tuple[str, str], Declared]], Entry | None]


def take_in(
    folder: Path,
    passed: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    large: LargeWay = lambda path, manifest: None,
) -> list[Entry]:
    """Entries of every file of the folder, in order of name. Raises Unreadable when the manifest is none.

    passed: sha256 of contents that are loaded already, so that they need no second test for identifying data.
    large: gives the entry of a file that is to be read in the database, None where it is read here.
    """
    manifest = read_manifest(folder)
    paths = [p for p in sorted(folder.iterdir()) if _is_supply(p)]
    entries: list[Entry] = []
    for done, path in enumerate(paths):
        whole = large(path, manifest or {})
        entries += [whole] if whole is not None else entries_of(path, manifest or {}, passed)
        if progress:
            progress("reading", done + 1, len(paths))
    there = {p.name for p in paths}
    for name in sorted({file for file, _ in manifest or {}} - there):
        entries.append(Entry(FileReport(name)).refuse("the manifest names this file, but it is not in the folder"))
    return entries


def _is_supply(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$")) or path.name.lower() == FILE_NAME
    return path.is_file() and not hidden and path.suffix.lower() not in _IGNORED


def entries_of(path: Path, manifest: Mapping[tuple[str, str], Declared], passed: frozenset[str]) -> list[Entry]:
    """The entries of one file, one per sheet, by the plain way."""
    try:
        data, sheets = read_file(path)
    except Unreadable as error:
        return [Entry(FileReport(path.name)).refuse(str(error))]
    sha = hashlib.sha256(data).hexdigest()
    found = []
    sheets, empty = _in_use(sheets, {sheet for file, sheet in manifest if file == path.name})
    for sheet in sheets:
        said = manifest.get((path.name, sheet.name or "")) or manifest.get((path.name, "")) or Declared()
        entry = Entry(FileReport(path.name, sheet.name), sha, from_name(said.holding(len(sheet.frame)), path.name))
        found.append(_sheet_entry(entry, sheet, sha in passed))
    if empty:
        said_so = (f"sheets without rows were passed over: {', '.join(empty)}", found[0].report.note)
        found[0].report.note = "; ".join(words for words in said_so if words)
    return found


def _in_use(sheets: list[Sheet], declared: set[str]) -> tuple[list[Sheet], list[str]]:
    """The sheets of a file that are to be read, and the names of those that wait for their first row.

    A workbook is filled in sheet by sheet: its explanations are no supply, and a sheet with known headers only is
    passed over where another has rows, unless the manifest names it.
    """
    supply = [s for s in sheets if s.name is None or fold(s.name) != fold(CODE_LISTS_SHEET)] or sheets
    if not any(len(s.frame) for s in supply):
        return supply, []
    bare = [s for s in supply if s.name and not s.fault and s.frame.empty and known_headers(s.frame.columns)]
    waiting = [s.name for s in bare if s.name and s.name not in declared]
    return [s for s in supply if s.name not in waiting], waiting


def _sheet_entry(entry: Entry, sheet: Sheet, passed: bool) -> Entry:
    if sheet.fault or entry.declared.fault:
        return entry.refuse(sheet.fault or entry.declared.fault)
    headers = [c for c in sheet.frame.columns if c != EXTRA_CELLS]
    try:
        fitted: Fit | None = fit(headers, (sheet.name or "", entry.report.file), entry.declared.table_name)
        reason = ""
    except NoFit as error:
        fitted, reason = None, str(error)
    harmless = fitted is not None and (fitted.contract.published or passed)
    if not harmless and (identifying := _identifying(entry, sheet.frame[headers], fitted)):
        return entry.refuse(identifying)
    if fitted is None:
        return entry.refuse(reason)
    return _fitted(entry, sheet.frame, fitted)


def _identifying(entry: Entry, frame: pd.DataFrame, fitted: Fit | None) -> str:
    """The reason for refusing a sheet with identifying columns, "" when there are none; they become problems.

    Without any known header the first row may be data: then columns are named by their letters.
    """
    known = {h: f for f, h in fitted.columns.items()} if fitted else known_headers(frame.columns)
    findings = identifying_columns(frame, known)
    sure = bool(known) or any(f.test.startswith("header_") for f in findings)
    letters = {h: f"column {column_letter(i)}" for i, h in enumerate(frame.columns)}
    return tell_findings(entry, findings, {} if sure else letters)


def tell_findings(entry: Entry, findings: list[Finding], letters: Mapping[str, str] | None = None) -> str:
    """Findings as problems of the entry, and the reason for refusing it, "" when there are none.

    letters: header -> the column's letter, where headers may be data and must not be repeated.
    """
    if not findings:
        return ""
    sure, letters = not letters, letters or {}
    entry.report.problems = [
        {
            "rule": f.test, "severity": "reject", "n": 1, "rows": [],
            "columns": [f.column if sure else letters[f.column]],
            "message": f"{f.message}; {f.remedy}" if sure else f"the column fails the test {f.test}; take it out",
        }
        for f in findings
    ]  # fmt: skip
    columns = ", ".join(dict.fromkeys(p["columns"][0] for p in entry.report.problems))
    return f"the file holds identifying data, in: {columns}; nothing of it was stored. Pseudonymise it at the source"


def _fitted(entry: Entry, frame: pd.DataFrame, fitted: Fit) -> Entry:
    contract = entry.contract = fitted.contract
    entry.report.extract, entry.fields = contract.name, frozenset(fitted.columns)
    if frame.empty and entry.declared.row_count != 0:
        return entry.refuse("there are headers but no rows; if that is right, write row_count 0 in the manifest")
    text = pd.DataFrame({n: frame[h] for n, h in fitted.columns.items()}, index=frame.index, dtype="str")
    text = text.reindex(columns=[*contract.fields, EXTRA_CELLS]).fillna("").astype("str")
    text[EXTRA_CELLS] = frame[EXTRA_CELLS]
    text, answered = take_apart(contract.name, text)
    entry.fields |= answered
    if contract.published:
        text = _printed_rows(entry, contract, text)
    elif not _give_authority(entry, contract, text):
        return entry.refuse(
            "it cannot be told whose file this is; add a column la_code, a row in manifest.csv, "
            "or the authority's name to the file's name"
        )
    if not contract.published:
        entry.report.note = left_out(fitted, [c for c in frame.columns if c != EXTRA_CELLS])
    dated = [n for n, f in contract.fields.items() if f.kind in ("date", "datetime", "yes_or_date")]
    if doubtful := month_first({n: "\n".join(text[n].tolist()) for n in dated}):
        return entry.refuse(MONTH_FIRST_WORDS.format(", ".join(doubtful)))
    entry.text = text
    return entry


def left_out(fitted: Fit, headers: list[str]) -> str | None:
    """What the report says of columns that no field takes; headers: of the whole file."""
    names = ", ".join(shown(h, headers).strip("'") for h in fitted.unknown[:20])
    return f"columns that are not known were left out: {names}" if names else None


def month_first(cells: Mapping[str, str]) -> list[str]:
    """Date columns with a date that can only be month-first and none that can only be day-first: never guess.

    cells: field -> its cells, a line each.
    """
    return [n for n, joined in cells.items() if _MONTH_FIRST.search(joined) and not _DAY_FIRST.search(joined)]


def _give_authority(entry: Entry, contract: Contract, text: pd.DataFrame) -> bool:
    """Fill in la_code from manifest or file name where the file has no such column; TEES for partnership extracts."""
    spec = contract.fields.get("la_code")
    partnership = spec is not None and spec.vocabulary is not None and TEES in spec.vocabulary.codes
    if "la_code" not in entry.fields:
        code = entry.declared.la_code or (TEES if partnership else None)
        if code is None or (code == TEES and not partnership):
            return False
        entry.declared = replace(entry.declared, la_code=code)
        text["la_code"] = code
    return True


def _printed_rows(entry: Entry, contract: Contract, text: pd.DataFrame) -> pd.DataFrame:
    """Of a published file, the rows of the areas that the product prints and of the categories it reads."""
    area = text["new_la_code"].where(text["new_la_code"] != "", text["region_code"])
    area = area.where(area != "", text["country_code"])
    keep = area.isin(_PRINTED_AREAS)
    for column, wanted in contract.filters.items():
        keep &= text[column].map(fold).isin(wanted)
    if left := int((~keep).sum()):
        entry.report.note = f"{left} rows of other areas, years or categories are no concern of the product: not read"
    return text[keep]
