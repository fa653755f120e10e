"""CSV in any of the shapes that spreadsheets save: encodings, delimiters, blank lines."""

import csv
import io

from charset_normalizer import from_bytes

from etl.read.sheet import Sheet, Unreadable, sheet_of_rows

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DELIMITERS = (",", ";", "\t", "|")
csv.field_size_limit(10_000_000)


def decode(data: bytes) -> str:
    """Text of a file: by its mark, else UTF-8, else UTF-16 without a mark, else Windows-1252.

    Raises Unreadable when the bytes are no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    head = data[:4000]
    if head.count(0) > len(head) // 4:
        return _strict(data, "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be")
    if 0 in head:
        raise Unreadable("the file is neither text nor a workbook; save it as CSV (UTF-8) or XLSX")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        guess = from_bytes(data).best()
        if guess is None:
            raise Unreadable("the file's encoding cannot be told; save it as CSV (UTF-8)") from None
        return str(guess)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("the file begins as Unicode text but does not go on as such; save it as CSV (UTF-8)") from None


def read_text(data: bytes) -> Sheet:
    """The one sheet of a text file. Raises Unreadable."""
    if not data:
        raise Unreadable("the file is empty: it has no bytes at all")
    text = decode(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise Unreadable("the file is not well-formed CSV; save it as CSV (UTF-8) from the spreadsheet") from None
    return sheet_of_rows(None, rows)
