"""Reading raw files as an authority has them, CSV or Excel in any encoding, into rows of text; nothing is kept."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from charset_normalizer import from_bytes
from python_calamine import CalamineError, CalamineWorkbook

from data_contracts.code_list import fold
from etl.pseudonymise.keys import PseudonymiseError

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
READABLE = (".csv", ".txt", *SPREADSHEETS)
HEADER_WITHIN = 25
"""A header row is looked for in this many rows: titles and blank lines may stand above it."""


@dataclass(frozen=True)
class Sheet:
    """One table of a file as text. `rows` are as long as the sheet's longest row."""

    file: str
    name: str
    rows: list[list[str]]

    def table(self, wanted: Iterable[str]) -> tuple[list[str], list[dict[str, str]]]:
        """Headers and rows under them: the header row is the one that holds most of the `wanted` headers.

        No rows where none of them is found; the headers are then the first full row, if it looks like one:
        a row with a digit in it is data, which no message may repeat.
        """
        names = {fold(w) for w in wanted}
        scores = [len(names & {fold(c) for c in row}) for row in self.rows[:HEADER_WITHIN]]
        if not scores or max(scores) == 0:
            full = next((r for r in self.rows[:HEADER_WITHIN] if sum(bool(c.strip()) for c in r) > 1), [])
            return ([] if any(c.isdigit() for cell in full for c in cell) else full), []
        at = scores.index(max(scores))
        headers = [" ".join(c.split()) for c in self.rows[at]]
        filled = (r for r in self.rows[at + 1 :] if any(c.strip() for c in r))
        return headers, [dict(zip(headers, row, strict=False)) for row in filled]


def raw_files(folder: Path, apart: Iterable[Path | None] = ()) -> list[Path]:
    """The CSV and Excel files of `folder` (or the one file given), by name; lock files and those `apart` left out."""
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise PseudonymiseError(f"There is no folder {folder.name}.")
    found = [p for p in sorted(folder.iterdir()) if p.suffix.lower() in READABLE and not p.name.startswith((".", "~$"))]
    left_out = {p.resolve() for p in apart if p is not None}
    return [p for p in found if p.is_file() and p.name != "manifest.csv" and p.resolve() not in left_out]


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of `path` as text, dates as ISO. PseudonymiseError, naming the file, if it cannot be read."""
    try:
        if path.suffix.lower() in SPREADSHEETS:
            return _workbook(path)
        return [Sheet(path.name, "", _csv_rows(path))]
    except (OSError, CalamineError, csv.Error, UnicodeError) as error:
        raise PseudonymiseError(
            f"{path.name} could not be read as {path.suffix.lstrip('.').upper()}: save it again from the program that "
            "made it, without a password."
        ) from error


def _workbook(path: Path) -> list[Sheet]:
    with CalamineWorkbook.from_path(path) as book:  # empty rows on top too: rows are named as Excel numbers them
        cells = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return [Sheet(path.name, name, _even([[_text(c) for c in row] for row in rows])) for name, rows in cells.items()]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv_rows(path: Path) -> list[list[str]]:
    text = decoded(path.read_bytes(), path.name)
    # only real line ends part rows: a form feed or line separator inside a remark must not start a new row
    return _even(list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))))


def decoded(data: bytes, name: str) -> str:
    """Bytes as text: UTF-8 (with or without a mark), UTF-16, else the likeliest of the Windows encodings."""
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
    for mark, encoding in marks.items():
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=["cp1252", "utf_16_le", "utf_16_be", "cp1250"]).best()
    if best is None:
        raise PseudonymiseError(f"{name} is in no encoding that is known here; save it as CSV UTF-8.")
    return str(best)


def _delimiter(text: str) -> str:
    """The separator that the fullest of the first lines has most of."""
    lines = text.splitlines()[:HEADER_WITHIN]
    return max((",", ";", "\t", "|"), key=lambda mark: max((line.count(mark) for line in lines), default=0))


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = max((len(r) for r in rows), default=0)
    return [r + [""] * (width - len(r)) for r in rows]
