"""The five kinds of block that a question answers with: headline, sentence, chart, table, note.

Neutral on purpose: no screen and no paper here. `page.py` draws them in the browser and packs on paper,
so both show the same words and digits.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Verdict = Literal["", "up", "down", "usual", "few", "hidden", "absent"]
"""A verdict's shape: triangles for a signal, circle for usual, dash for too few, hatch, cross."""
_FORMULA = re.compile(r"^[=+\-@\t\r|]")
WIDE = 6
"""Hidden counts from none to more than this say next to nothing (rulings 17)."""
_BARE = re.compile(r"\[[cxzw]\](?: 0 or more| 0 to ([\d,]+))?$")
_NUMBER = re.compile(r"^-?[\d,.]+%?$")


@dataclass(frozen=True)
class Figure:
    """One headline figure: label, big text, a qualifier beside it, a sentence under it."""

    label: str
    text: str
    sentence: str
    qualifier: str = ""
    status: str = "ok"
    verdict: Verdict = ""
    verdict_words: str = ""


@dataclass(frozen=True)
class Headline:
    """Up to four figures in a row, twice at most."""

    heading: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Sentence:
    """Findings in words, one sentence a line."""

    lines: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True)
class Note:
    """What a reader has to know: a state, a caveat, how something was counted."""

    text: str
    heading: str = ""
    important: bool = False
    code: str = ""
    """Source text shown on request (a metric's SQL)."""


@dataclass(frozen=True)
class Entry:
    """One table cell: its text (never empty), its number if shown, 0 to 1 for shading."""

    text: str
    value: float | None = None
    status: str = "ok"
    shade: float | None = None
    words: bool = False
    """Text to read (left-aligned), not a number."""
    link: str = ""
    """Where on the screen more is said: a page's path with its choices."""
    verdict: Verdict = ""
    """Shape beside the words."""


@dataclass(frozen=True)
class Row:
    """One table row under its row header."""

    label: str
    entries: tuple[Entry, ...]
    total: bool = False


def silent(row: Row) -> bool:
    """Whether a row has no figure at all: everything hidden in wide ranges, not supplied or not applicable."""
    found = [_BARE.match(e.text) for e in row.entries]
    return not row.total and all(m and int((m[1] or "99").replace(",", "")) > WIDE for m in found)


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


@dataclass(frozen=True)
class Table:
    """One header row, row headers, no blank cells. `columns[0]` heads the row headers."""

    heading: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    slug: str
    line: str = ""
    source: str = ""
    key: tuple[str, ...] = ()
    """Shorthand that appears, explained: "[c] hidden to protect children"."""
    metric: str = ""
    """The measure that it is about: comments on it and its definition belong to this block."""
    fold: bool = False
    """Rows after the first few stand folded on the screen (all are in the CSV and on paper)."""

    def csv(self) -> str:
        """The table as CSV text: as printed, with shorthand and safe ranges, safe to open in a spreadsheet."""
        out = io.StringIO()
        write = csv.writer(out, lineterminator="\r\n").writerow
        write([safe_text(c) for c in self.columns])
        for row in self.rows:
            write([safe_text(row.label), *(safe_text(e.text) for e in row.entries)])
        return out.getvalue()


@dataclass(frozen=True)
class Point:
    """One point: what it is called, its height (None: not shown), its text, its status, its verdict.

    In a dot plot also the ends of its interval, its target, and whether it stands for few cases (drawn hollow).
    """

    x: str
    y: float | None
    text: str
    status: str = "ok"
    when: date | None = None
    verdict: Verdict = ""
    low: float | None = None
    high: float | None = None
    target: float | None = None
    few: bool = False


@dataclass(frozen=True)
class Series:
    """One line, or one segment of each bar. `code` fixes the colour (an authority's code)."""

    name: str
    points: tuple[Point, ...]
    code: str = ""


@dataclass(frozen=True)
class Mark:
    """A dated event, drawn as a numbered line and explained below the chart."""

    number: int
    when: date
    words: str


@dataclass(frozen=True)
class Chart:
    """A chart with the finding as heading, always with its table; `panels`: one small chart per series.

    `band`: lower and upper limit at each point of the first series where they differ from point to point; else ().
    `dots`: one row for each point's `x`, one mark for each series in it, intervals as lines, a target as a tick.
    """

    heading: str
    line: str
    kind: Literal["bar", "line", "stacked_bar", "dots"]
    series: tuple[Series, ...]
    alt: str
    table: Table
    unit: str = ""
    percent: bool = False
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    target: float | None = None
    band: tuple[tuple[float, float] | None, ...] = field(default=())
    marks: tuple[Mark, ...] = field(default=())
    panels: bool = False
    verdict: Verdict = ""
    verdict_words: str = ""
    metric: str = ""
    wholes: tuple[tuple[str, float], ...] = ()
    """Stacked bars: each bar's total where it is shown, so that what is hidden of it is drawn as a gap."""


@dataclass(frozen=True)
class PaperFile:
    """One file of a pack, ready to be taken."""

    name: str
    format: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Papers:
    """A pack that can be made: what stands in it, what makes its files, and the packs made before. On screen only."""

    heading: str
    line: str
    contents: tuple[str, ...]
    identity: str
    make: Callable[[], tuple[PaperFile, ...]]


@dataclass(frozen=True)
class Record:
    """A table that is read anew each time that it is drawn; a note where it would be empty."""

    read: Callable[[], Table | Note]


Printed = Headline | Sentence | Chart | Table | Note
"""Blocks that have a form on paper."""
Block = Printed | Papers | Record
