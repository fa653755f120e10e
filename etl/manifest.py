"""The manifest: what the sender says about each file. What it leaves out is inferred, and then written down."""

import csv
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data_contracts.code_list import fold
from data_contracts.periods import Period, add_months
from data_contracts.vocabularies import LA_OR_TEES, TEES
from etl.read.sheet import Unreadable
from etl.read.text import read_text

FILE_NAME = "manifest.csv"
COLUMNS = (
    "file", "sheet", "la_code", "table_name", "period_from", "period_to", "complete_from", "extracted_at",
    "source_system", "schema_version", "row_count", "pseudonym_method", "contact_role",
)  # fmt: skip
INFERRED = "inferred"
"""schema_version of manifest rows that the tool wrote itself."""
_DATES = ("period_from", "period_to", "complete_from", "extracted_at")
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_.](0[1-9]|1[0-2])(?![\d])(?![-_.]\d)")


@dataclass(frozen=True)
class Declared:
    """What is known of a file (or of one sheet) before its rows are read; None where it must be inferred."""

    la_code: str | None = None
    table_name: str = ""
    period_from: date | None = None
    period_to: date | None = None
    complete_from: date | None = None
    extracted_at: date | None = None
    row_count: int | None = None
    by_manifest: bool = False
    inferred: bool = False
    fault: str = ""

    def holding(self, rows: int) -> "Declared":
        """What holds for a file of so many rows: what the tool itself once inferred lapses with another number."""
        return Declared() if self.inferred and self.row_count != rows else self


def read_manifest(folder: Path) -> dict[tuple[str, str], Declared] | None:
    """(file, sheet or "") -> what the manifest declares; None where there is none. Raises Unreadable."""
    path = folder / FILE_NAME
    if not path.is_file():
        return None
    sheet = read_text(path.read_bytes())
    frame = sheet.frame.rename(columns={c: str(c).strip().lower() for c in sheet.frame.columns})
    if sheet.fault or "file" not in frame.columns:
        raise Unreadable("manifest.csv has no column called file; see the template")
    for column in map(str, frame.columns):
        near = difflib.get_close_matches(column, COLUMNS, n=1, cutoff=0.8) if column not in COLUMNS else []
        if near and near[0] not in frame.columns:  # what it says would be passed over and something else inferred
            raise Unreadable(f"manifest.csv has a column called {column}; if it is {near[0]}, correct the header")
    rows: list[dict[str, str]] = [dict(zip(map(str, frame.columns), cells, strict=True)) for cells in frame.to_numpy()]
    return {(r["file"], r.get("sheet") or ""): _declared(r) for r in rows}


def _declared(row: Mapping[str, str]) -> Declared:
    """One manifest row. A cell that cannot be read becomes the row's fault, which refuses the file."""
    faults, days = [], {}
    for name in _DATES:
        try:
            days[name] = date.fromisoformat(row[name]) if row.get(name) else None
        except ValueError:
            faults.append(f"{name} is not a date like 2026-09-30")
    la_code = LA_OR_TEES.spellings().get(fold(row["la_code"])) if row.get("la_code") else None
    if row.get("la_code") and la_code is None and fold(row["la_code"]) != "england":
        faults.append("la_code is none of the four authorities, TEES or ENGLAND")
    count = row.get("row_count", "")
    if count and not count.isdigit():
        faults.append("row_count is not a whole number")
    first, last = days.get("period_from"), days.get("period_to")
    if (first is None) != (last is None) or (first and last and first > last):
        faults.append("period_from and period_to must both be there, the earlier one first")
    return Declared(
        la_code, row.get("table_name", ""), row_count=int(count) if count.isdigit() else None, by_manifest=True,
        inferred=row.get("schema_version") == INFERRED,
        fault="in the manifest: " + "; ".join(faults) if faults else "", **days,
    )  # fmt: skip


def from_name(declared: Declared, file_name: str) -> Declared:
    """`declared` with what the file's name adds: authority, month, date of the extract."""
    stem = Path(file_name).stem
    day, month = _day_in(stem), _MONTH.search(stem)
    period = Period("month", date(int(month[1]), int(month[2]), 1)) if month and not day else None
    if declared.period_from is None and period is not None:
        declared = replace(declared, period_from=period.start, period_to=period.end)
    return replace(
        declared,
        la_code=declared.la_code or authority_in(stem),
        extracted_at=declared.extracted_at or day or (period.end if period and not declared.by_manifest else None),
    )


def _day_in(stem: str) -> date | None:
    match = _DAY.search(stem)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def authority_in(stem: str) -> str | None:
    """The one authority that a file's name holds, by code, number or name; None if none or several."""
    folded = fold(stem)
    tokens = set(re.split(r"[^a-z0-9]+", stem.casefold()))
    found = set()
    for spelling, code in LA_OR_TEES.spellings().items():
        whole = spelling in tokens if len(spelling) < 5 else spelling in folded
        if whole and not (code == TEES and "stocktonontees" in folded):
            found.add(code)
    return found.pop() if len(found) == 1 else None


def month_window(first: date, last: date) -> tuple[date, date]:
    """First of the month of `first`, end of the month of `last`."""
    return add_months(first, 0), Period("month", add_months(last, 0)).end


def write_manifest(folder: Path, rows: Iterable[Mapping[str, object]]) -> str:
    """Write what was inferred, so that the sender can correct it. Returns a note, "" when written."""
    try:
        with (folder / FILE_NAME).open("x", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows({k: "" if v is None else v for k, v in row.items()} for row in rows)
    except OSError:
        return "the manifest could not be written into the folder (read-only); what was inferred holds for this load"
    return ""
