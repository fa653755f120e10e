"""A paper as PDF/UA-1 by Typst: own font, no system fonts, a fixed time, so that the same paper is the same bytes."""

import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

from dashboard.blocks import Headline, Note, Printed, Sentence, Table
from dashboard.pack.paper import PackError, Paper, shorter
from dashboard.pack.svg import pictures

TEMPLATE = Path(__file__).resolve().parent / "paper.typ"
ROWS = 6
"""Rows of a long table under a chart, newest first; fewer where the section then fits its page."""
CLOSER = 3
"""How often a paper that must not be longer is set closer before it is refused."""
LONG = 9
"""A table of more rows than this, under a chart over time, is cut: the workbook has every row."""
POINTS = 481.0
"""Width of the text on the page, in points."""


@cache
def fonts() -> typst.Fonts:
    """The paper's font and nothing else."""
    folder = Path(font_source_sans_pro.__file__).resolve().parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def pdf(paper: Paper) -> bytes:
    """The paper as PDF; one that would be too long is set closer, then without what its plan can spare.

    PackError if it is longer than it may be even so, or Typst has anything to complain of.
    """
    tried = [(paper, closer) for closer in range(CLOSER)] if paper.pages else [(paper, 0)]
    for one, closer in chain(tried, ((s, CLOSER - 1) for s in shorter(paper) if paper.pages)):
        made = _compiled(one, closer)
        if not paper.pages or pages_of(made) <= paper.pages:
            return made
    raise PackError(f"The pack was not made: it has {pages_of(made)} pages, and at most {paper.pages} are allowed. "
                    "Take a block out of its plan.")  # fmt: skip


def pages_of(made: bytes) -> int:
    """Pages of a PDF that Typst wrote, whose page objects stand open in the file."""
    return len(re.findall(rb"/Type\s*/Page(?![\w])", made))


def _compiled(paper: Paper, closer: int) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(TEMPLATE, folder / "paper.typ")
        told = as_data(paper, folder) | {"closer": closer}
        (folder / "paper.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        try:
            made, warnings = typst.compile_with_warnings(
                str(folder / "paper.typ"), root=name, font_paths=fonts(), format="pdf", pdf_standards=["ua-1"],
                timestamp=int(datetime.combine(paper.as_at, time(), UTC).timestamp()),
            )  # fmt: skip
        except typst.TypstError as error:
            raise PackError(f"The pack was not made: the PDF failed ({str(error).splitlines()[0]}).") from error
    if warnings:
        raise PackError(f"The pack was not made: the PDF is not sound ({warnings[0].message}).")
    return bytes(made)


def as_data(paper: Paper, folder: Path) -> dict[str, Any]:
    """The paper for the template; pictures are written into `folder`."""
    sections = []
    for n, section in enumerate(paper.sections):
        blocks = [_block(b, folder, f"s{n}b{m}") for m, b in enumerate(section.blocks)]
        sections.append({"heading": section.heading, "new_page": section.new_page, "blocks": blocks})
    return {
        "title": paper.title, "purpose": paper.purpose, "group": paper.group, "marking": paper.marking,
        "as_at": [paper.as_at.year, paper.as_at.month, paper.as_at.day], "facts": list(map(list, paper.facts)),
        "warnings": list(paper.warnings), "protection": paper.protection, "identity": paper.identity,
        "permission": list(map(list, paper.permission)), "sections": sections,
    }  # fmt: skip


def _block(block: Printed, folder: Path, name: str) -> dict[str, Any]:
    if isinstance(block, Headline):
        figures = [{k: getattr(f, k) for k in ("label", "text", "qualifier", "sentence", "verdict", "verdict_words")}
                   for f in block.figures]  # fmt: skip
        return {"kind": "headline", "heading": block.heading, "figures": figures}
    if isinstance(block, Sentence):
        return {"kind": "sentence", "heading": block.heading, "lines": list(block.lines)}
    if isinstance(block, Note):
        return {"kind": "note", "heading": block.heading, "text": block.text}
    if isinstance(block, Table):
        return {"kind": "table", **table_data(block)}
    drawn = []
    for n, (title, svg) in enumerate(pictures(block)):
        (folder / f"{name}-{n}.svg").write_text(svg, "utf-8")
        drawn.append({"file": f"{name}-{n}.svg", "title": title,
                      "alt": f"{title}. {block.alt}" if title else block.alt})  # fmt: skip
    return {"kind": "chart", "heading": block.heading, "line": block.line, "pictures": drawn,
            "verdict": block.verdict, "verdict_words": block.verdict_words,
            "marks": [f"{m.number}. {m.words}" for m in block.marks],
            "table": table_data(block.table, over_time=block.kind != "stacked_bar")}  # fmt: skip


def table_data(table: Table, over_time: bool = False) -> dict[str, Any]:
    """A table for the template, with the widths of its columns in points; of a long one over time the newest rows."""
    long = over_time and len(table.rows) > LONG
    wordy = [all(r.entries[i].words for r in table.rows) for i in range(len(table.columns) - 1)]
    return {
        "heading": table.heading, "caption": table.caption, "line": table.line, "source": table.source,
        "key": "; ".join(table.key), "columns": list(table.columns), "wordy": [True, *wordy],
        "widths": widths(table),
        "rows": [{"label": r.label, "total": r.total,
                  "cells": [{"text": e.text, "verdict": e.verdict, "shade": _shade(e.shade)} for e in r.entries]}
                 for r in (table.rows[:ROWS] if long else table.rows)],
        "long": long, "all": len(table.rows), "slug": table.slug, "small": small(table),
    }  # fmt: skip


def small(table: Table) -> bool:
    """Whether a table is set in the smaller size: many columns, or sentences in its cells."""
    return len(table.columns) > 5 or any(len(e.text) > 45 for r in table.rows for e in r.entries)


def _shade(share: float | None) -> int:
    return -1 if share is None else min(4, int(share * 5))


def widths(table: Table) -> list[float]:
    """Columns in points: short ones as wide as they need, those with text share what is left by its length."""
    columns: Sequence[list[str]] = [
        [r.label for r in table.rows],
        *([r.entries[i].text for r in table.rows] for i in range(len(table.columns) - 1)),
    ]
    letter = 4.9 if small(table) else 5.4
    least, wish, easy = [], [], []
    for head, cells in zip(table.columns, columns, strict=True):
        words = re.split(r"[\s-]+", f"{head} {' '.join(cells)}")
        least.append(max((len(w) for w in words), default=0) * letter * 1.06 + 11)
        wish.append(max(least[-1], max((len(c) for c in cells), default=0) * letter + 11))
        easy.append(max(wish[-1], min(len(head), 18) * letter * 1.06 + 11))
    if sum(easy) <= POINTS:
        return [round(w, 1) for w in easy]
    spare, more = max(0.0, POINTS - sum(least)), [w - m for w, m in zip(wish, least, strict=True)]
    weights = [m**0.75 for m in more]
    found = [m + spare * w / (sum(weights) or 1) for m, w in zip(least, weights, strict=True)]
    return [round(w * min(1.0, POINTS / sum(found)), 1) for w in found]
