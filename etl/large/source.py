"""Which files go the compiled way: large, plain ASCII CSV whose lines are its rows. All others go the plain way."""

import csv
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from etl.read.sheet import tidy

LARGE_FROM = int(os.environ.get("VEMT_LARGE_FROM") or 30_000_000)
"""Bytes from which a file goes the compiled way; both ways agree, a test holds it."""
_PIECE = 1 << 22
_CONTROLS = bytes(i for i in range(32) if i not in (9, 10, 13)) + b"\x7f"
_MARK = b"\xef\xbb\xbf"
_DELIMITERS = (",", ";", "\t", "|")
_UNTIDY = re.compile(rb"  |[,;|\t] | [,;|\t\r\n]|\n ")


@dataclass(frozen=True)
class LargeSource:
    """A file that can be read in one pass. lines: its rows, header left out; untidy: cells have spaces to trim."""

    path: Path
    sha256: str
    delimiter: str
    headers: list[str]
    lines: int
    untidy: bool


def large_source(path: Path) -> LargeSource | None:
    """The file as a source of the compiled way, or None where the plain way must read it."""
    if path.stat().st_size < LARGE_FROM:
        return None
    with path.open("rb") as file:
        head = file.readline(100_000).removeprefix(_MARK)
    if not head.isascii() or not head.strip() or b'"' in head:
        return None
    text = head.decode("ascii").rstrip("\r\n")
    delimiter = max(_DELIMITERS, key=text.count)
    headers = [tidy(h) for h in next(csv.reader([text], delimiter=delimiter))]
    if len(headers) < 3 or not all(headers) or len(set(headers)) < len(headers):
        return None
    return _scanned(path, delimiter, headers)


def _scanned(path: Path, delimiter: str, headers: list[str]) -> LargeSource | None:
    """One look at every byte: sum, number of lines, and whether there is anything that the two ways could read apart."""
    total, lines, untidy, last = hashlib.sha256(), 0, False, b"\n"
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            total.update(piece)
            text = piece.removeprefix(_MARK) if not lines else piece
            if not text.isascii() or b'"' in text or len(text.translate(None, _CONTROLS)) != len(text):
                return None
            joined = last + text
            if b"\n\n" in joined or b"\n\r" in joined or text.count(b"\r") != text.count(b"\r\n") + text.endswith(b"\r"):
                return None
            lines += text.count(b"\n")
            untidy = untidy or b" " in text and bool(_UNTIDY.search(joined))
            last = text[-1:]
    return LargeSource(path, total.hexdigest(), delimiter, headers, lines - (last == b"\n"), untidy)
