"""Workbooks that would swell beyond all bounds are refused before they are unpacked: a few bytes can declare gigabytes.

A workbook of today is a zip of XML. Its declared sizes are added up; then it is unpacked in small
pieces, which shows that they are true and counts what a reader would have to hold: the furthest
cell (readers make a full rectangle of it), the cells and the longest text.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from etl.read.sheet import Unreadable

LARGEST_UNPACKED = 500_000_000
LARGEST_SHEET = 30_000_000
"""Cells of the rectangle from A1 to the furthest filled cell; a full sheet of 28 columns."""
LARGEST_TEXTS = 500_000_000
_LONG_TEXT = 1_000
_PIECE = 1 << 20
_SEAM = 1_000
"""Bytes on both sides of a border between pieces that are looked at together, so that no tag is cut in two."""
_MOST_PARTS = 5_000
_ENCRYPTED = 0x1
_CELL = re.compile(rb'[\s<]r="([A-Z]{1,7})?(\d{1,12})"')
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="(\d{1,12})"[^>]*office:value')
_TEXT = re.compile(rb">([^<]{%d,})" % _LONG_TEXT)
_FAR = re.compile(rb'r="(?:[A-Z]{2}|[A-Z]?\d{7})')
"""A cell beyond column Z, or below the millionth row: without one a sheet cannot be too large."""
_SHARED = b't="s"'
_TOO_LARGE = "the workbook would swell to more than this tool unpacks; save only the sheet with the rows as CSV"


def check_workbook(data: bytes) -> None:
    """Raise Unreadable where a zipped workbook is broken, encrypted, or far larger inside than a list can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = book.infolist()
            if any(p.flag_bits & _ENCRYPTED for p in parts):
                raise Unreadable("the workbook is protected by a password; save it without one")
            if len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > LARGEST_UNPACKED:
                raise Unreadable(_TOO_LARGE)
            longest, shared = 0, 0
            for part in parts:
                found = _inside(book, part)
                longest, shared = max(longest, found[0]), shared + found[1]
    # all that the zip library raises on a damaged archive, one kind of damage each; our own refusals are none of these
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        raise Unreadable(
            "the workbook cannot be read: it is broken or was cut short on its way; save it again as XLSX"
        ) from None
    if longest > _LONG_TEXT and longest * shared > LARGEST_TEXTS:
        raise Unreadable(_TOO_LARGE)


def _inside(book: zipfile.ZipFile, part: zipfile.ZipInfo, exact: bool = False) -> tuple[int, int]:
    """The longest text of a part and how many cells point to shared texts. Unreadable if its sheet is too wide.

    exact: look at every cell, which takes as long as reading them; asked for where any cell lies far out.
    """
    longest = shared = row = column = run = 0
    for piece, seam in _pieces(book, part):
        # a text may go on over many pieces: what stands before the first tag belongs to the run
        if b"<" in piece:
            run += piece.index(b"<")
            longest, run = max(longest, run), len(piece) - piece.rindex(b"<")
        else:
            run += len(piece)
        texts = _TEXT.findall(piece) if _may_hold_long_text(piece) else []
        longest = max([longest, run, *map(len, texts)])
        shared += piece.count(_SHARED)
        if not exact and (_FAR.search(piece) or _FAR.search(seam)):
            return _inside(book, part, exact=True)
        for letters, number in {*_CELL.findall(piece), *_CELL.findall(seam)} if exact else ():
            row, column = max(row, int(number)), max(column, _column(letters))
        repeated = [n for text in (piece, seam) if b'-repeated="' in text for n in _REPEATED.findall(text)]
        if any(int(n) > LARGEST_SHEET // 1_000 for n in repeated) or row * column > LARGEST_SHEET:
            raise Unreadable(
                "a sheet has a cell far away from its rows, or is too large; delete what stands beyond the list "
                "and save it again, or save the sheet as CSV"
            )
    return longest, shared


def _may_hold_long_text(piece: bytes) -> bool:
    """Whether some stretch of half a long text's length has no tag in it: every long text holds such a stretch."""
    half = _LONG_TEXT // 2
    return any(piece.find(b"<", at, at + half) < 0 for at in range(0, len(piece) - half + 1, half))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _pieces(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """The part in small pieces, each with what lies around its first byte; a false size or sum is a BadZipFile."""
    before, kept = b"", part.filename.endswith((".xml", ".rels"))
    with book.open(part) as file:
        while piece := file.read(_PIECE):
            if kept:
                yield piece, before + piece[:_SEAM] if before else b""
                before = (before + piece)[-_SEAM:]
