"""Which files go the large way: one look at every byte tells their sum, their lines and what forbids it."""

import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from etl.read.sheet import tidy

LARGE_FROM = 5_000_000
"""Bytes from which a CSV file goes the large way: some 45,000 episodes."""
_PIECE = 1 << 18
_MARK = b"\xef\xbb\xbf"
_DELIMITERS = (",", ";", "\t", "|")
_LINE_END = ord("\n")
_LONGEST_HEADER = 100_000


class NotThisWay(Exception):
    """The file cannot be read for certain in the database: the plain way must take it."""


@dataclass(frozen=True)
class LargeSource:
    """A file that may go the large way. lines: its lines below the header, blank ones at the end left out.

    cells: columns of the header line, of which the last ones may have no name. marks: number of a line (the header
    is 1) and its place in the file, every 256 KB.
    """

    path: Path
    sha256: str
    delimiter: str
    headers: list[str]
    cells: int
    lines: int
    quoted: bool
    marks: list[tuple[int, int]] = field(default_factory=list)

    def some_lines(self, at: int, n: int) -> list[list[str]]:
        """`n` lines from the place `at` in the file on, as cells."""
        with self.path.open("rb") as file:
            file.seek(at)
            text = b"".join(line for _, line in zip(range(n), file, strict=False)).decode("utf-8")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter))

    def has_blank_line(self) -> bool:
        """Whether two line ends follow each other (perhaps in a quoted cell), but at the end of the file."""
        with self.path.open("rb") as file:
            blank = False
            for line in file:
                if blank and line.strip(b"\r\n"):
                    return True
                blank = blank or not line.strip(b"\r\n")
        return False


def large_source(path: Path) -> LargeSource | None:
    """The file as a source of the large way; None where the plain way must read it."""
    try:
        if path.stat().st_size < LARGE_FROM:
            return None
        with path.open("rb") as file:
            head = file.readline(_LONGEST_HEADER)
    except OSError:
        return None
    try:
        text = head.removeprefix(_MARK).decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return None
    if not text.strip() or "\0" in text or "\r" in text or text.count('"') % 2:
        return None
    delimiter = max(_DELIMITERS, key=lambda mark: len(next(csv.reader([text], delimiter=mark))))
    cells = [tidy(h) for h in next(csv.reader([text], delimiter=delimiter))]
    headers = "\n".join(cells).rstrip("\n").split("\n")
    if len(headers) < 3 or not all(headers) or len(set(headers)) < len(headers):
        return None
    return _scanned(path, delimiter, headers, len(cells))


def _scanned(path: Path, delimiter: str, headers: list[str], cells: int) -> LargeSource | None:
    total, newlines, place, quoted, tail = hashlib.sha256(), 0, 0, False, b""
    marks: list[tuple[int, int]] = []
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            total.update(piece)
            if b"\0" in piece or (b"\r" in piece and _lone_return(piece)):
                return None
            first = piece.find(b"\n")
            if first >= 0:
                marks.append((newlines + 2, place + first + 1))
            quoted = quoted or b'"' in piece
            newlines += int(np.count_nonzero(np.frombuffer(piece, np.uint8) == _LINE_END))
            place += len(piece)
            tail = piece[-1000:] if len(piece) >= 1000 else (tail + piece)[-1000:]
    blank_at_end = len(tail) - len(tail.rstrip(b"\r\n"))
    if blank_at_end == len(tail):
        return None
    ends = tail[len(tail) - blank_at_end :].count(b"\n")
    return LargeSource(path, total.hexdigest(), delimiter, headers, cells, newlines - ends, quoted, marks)


def _lone_return(piece: bytes) -> bool:
    return piece.count(b"\r") != piece.count(b"\r\n") + piece.endswith(b"\r")
