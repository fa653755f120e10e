"""Workbooks (XLSX, XLSM, XLS, XLSB, ODS) by calamine; every cell becomes text, dates in ISO form."""

import datetime as dt
import io
from pathlib import Path

import python_calamine as calamine

from etl.read.bombs import check_workbook
from etl.read.sheet import Sheet, Unreadable, sheet_of_rows
from etl.read.text import read_text

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""First bytes of workbooks: a zip (XLSX, ODS) or the older compound form (XLS, and encrypted XLSX)."""
_LARGEST = 200_000_000


def read_file(path: Path) -> tuple[bytes, list[Sheet]]:
    """The bytes of a file and its sheets. Raises Unreadable with a sentence when it can be no table."""
    try:
        if path.stat().st_size > _LARGEST:
            raise Unreadable("the file is larger than 200 MB; split it by month")
        data = path.read_bytes()
    except OSError:
        raise Unreadable("the file cannot be opened; check that it is not open elsewhere and may be read") from None
    if data.startswith(WORKBOOKS):
        return data, read_workbook(data)
    return data, [read_text(data)]


def read_workbook(data: bytes) -> list[Sheet]:
    """Every sheet of a workbook that has cells, in order (a wholly empty sheet is left out). Raises Unreadable."""
    if data.startswith(WORKBOOKS[0]):
        check_workbook(data)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in _worksheets(book)}
    except calamine.PasswordError:
        raise Unreadable("the workbook is protected by a password; save it without one") from None
    except Exception as error:
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in data[:200_000]:
            raise Unreadable("the workbook is encrypted; save it without a password") from None
        raise Unreadable(f"the workbook cannot be read ({type(error).__name__}); save it again as XLSX") from None
    sheets = [sheet_of_rows(name, [[_text(c) for c in row] for row in cells]) for name, cells in rows.items()]
    filled = [s for s in sheets if len(s.frame.columns) or not s.fault.startswith("there is nothing")]
    if not filled:
        raise Unreadable("the workbook is empty: none of its sheets has a filled cell")
    return filled


def _worksheets(book: calamine.CalamineWorkbook) -> list[str]:
    return [m.name for m in book.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]


def _text(cell: object) -> str:
    """A cell as text: ISO dates, whole numbers without a decimal point."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)
