"""What reading yields: sheets of text, or the sentence that says why a file cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

EXTRA_CELLS = "_extra_cells"
"""Column that holds Y where a row has filled cells to the right of the last header."""
_TIDY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", " ": " ", "﻿": ""})


class Unreadable(Exception):
    """A file or sheet that cannot be read; the message is a sentence for the sender, without any cell."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or a text file (`name` None).

    frame: text cells, "" where blank, index `row_number` as the spreadsheet counts (header row is not in it).
    fault: why the sheet cannot be used; then the frame is empty.
    """

    name: str | None
    frame: pd.DataFrame
    fault: str = ""


def tidy(text: str) -> str:
    """A header or cell with plain quotes, dashes and spaces, trimmed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # nearly every cell, at a tenth of the cost
    return " ".join(text.translate(_TIDY).split())


def column_letter(position: int) -> str:
    """The spreadsheet's name of the column at `position` (0 is A)."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _titles(first: Sequence[Sequence[str]]) -> int:
    """How many of the first filled rows are a title: one filled cell, with a wider row soon below."""
    widths = [sum(bool(c) for c in cells) for cells in first]
    return next((n for n, width in enumerate(widths) if width >= 3), 0) if widths[0] == 1 else 0


def sheet_of_rows(name: str | None, rows: Sequence[Sequence[str]]) -> Sheet:
    """A sheet from all its rows in order (the first is spreadsheet row 1); the first filled row is the header.

    Blank rows are counted but not kept. A header over filled cells may neither be blank nor occur twice.
    """
    empty = pd.DataFrame()
    filled = [(n, [tidy(c) for c in row]) for n, row in enumerate(rows, start=1) if any(map(str.strip, row))]
    if not filled:
        return Sheet(name, empty, "there is nothing in it: no header row and no rows")
    filled = filled[_titles([cells for _, cells in filled[:6]]) :]
    header = list(filled[0][1])
    while header and not header[-1]:
        header.pop()
    body = filled[1:]
    width = len(header)
    twice = sorted({h for h in header if h and header.count(h) > 1})
    if twice:
        places = [column_letter(i) for i, h in enumerate(header) if h in twice]
        return Sheet(name, empty, f"columns {', '.join(places)} have the same header; keep one of them")
    blank = [i for i, h in enumerate(header) if not h]
    unnamed = [column_letter(i) for i in blank if any(len(c) > i and c[i] for _, c in body)]
    if unnamed:
        return Sheet(name, empty, f"the column {', '.join(unnamed)} has cells but no header; name it or take it out")
    cells = [[*c[:width], *[""] * (width - len(c)), "Y" if any(c[width:]) else ""] for _, c in body]
    index = pd.Index([n for n, _ in body], name="row_number", dtype="int64")
    frame = pd.DataFrame(cells, columns=[*header, EXTRA_CELLS], index=index, dtype="str")
    return Sheet(name, frame.drop(columns=[""], errors="ignore") if blank else frame)
