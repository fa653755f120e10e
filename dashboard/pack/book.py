"""A paper as an accessible workbook by gptables: cover, contents, notes, then a sheet for each table, every row."""

import tempfile
import warnings
from pathlib import Path

import gptables
import pandas as pd

from dashboard.blocks import Chart, Entry, Headline, Note, Row, Sentence, Table, safe_text
from dashboard.pack.paper import Paper, tables_of
from dashboard.pack.parcel import midnight

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Text stays text: nothing in a release can become a formula or a link."""


def xlsx(paper: Paper) -> bytes:
    """The paper's tables as a workbook."""
    sheets = {"Notes": _words(paper)} | {
        f"Table {n}": _sheet(n, table, paper) for n, (_, table) in enumerate(all_tables(paper), 1)
    }
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # our notes are a sheet of their own, without references
        file = Path(folder) / "pack.xlsx"
        book = gptables.produce_workbook(
            str(file), sheets, cover=_cover(paper), workbook_options=OPTIONS,
            contentsheet_options={"title": "Contents", "table_name": "contents_table",
                                  "instructions": "One table: each sheet and what it holds."},
        )  # fmt: skip
        book.set_properties({"title": f"{paper.title}, {paper.group}", "author": "VEMT partnership",
                             "subject": paper.identity, "comments": paper.marking,
                             "created": midnight(paper.as_at)})  # fmt: skip
        book.close()
        return file.read_bytes()


def plain(text: str) -> str:
    """Text that neither a spreadsheet nor gptables takes for a formula, a link or a reference to a note."""
    return safe_text(text).replace("](", "] (").replace("$$", "$ $")


def all_tables(paper: Paper) -> list[tuple[str, Table]]:
    """(section, table) of a paper; headline figures are a table each."""
    found = []
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Headline):
                found.append((section.heading, headline_table(block, section.slug)))
            found += [(section.heading, t) for s, t in tables_of(paper) if s is section and t in _own(block)]
    return found


def _own(block: object) -> tuple[Table, ...]:
    if isinstance(block, Table):
        return (block,)
    return (block.table,) if hasattr(block, "table") else ()


def headline_table(block: Headline, slug: str) -> Table:
    """Headline figures as rows: the figure, the comparison, the verdict."""
    rows = tuple(
        Row(f.label, (Entry(f"{f.text} {f.qualifier}".strip()), Entry(f.sentence, words=True),
                      Entry(f.verdict_words or "No verdict", words=True)))
        for f in block.figures
    )  # fmt: skip
    return Table("", block.heading or "Figures", ("Measure", "Figure", "Compared", "Verdict"), rows, f"{slug}-figures")


def _value(entry: Entry) -> int | str:
    """A whole count as a number; everything else as printed."""
    digits = entry.text.replace(",", "")
    if entry.value is not None and digits.isdigit() and int(digits) == entry.value:
        return int(entry.value)
    return plain(entry.text)


def _sheet(n: int, table: Table, paper: Paper) -> gptables.GPTable:
    columns = [plain(c) for c in table.columns]
    unlike = [c if columns.index(c) == i else f"{c} ({i})" for i, c in enumerate(columns)]
    frame = pd.DataFrame([[plain(r.label), *map(_value, r.entries)] for r in table.rows], columns=unlike,
                         dtype=object)  # fmt: skip
    return gptables.GPTable(
        frame, f"table_{n}_{table.slug.replace('-', '_')}"[:60], plain(f"Table {n}: {table.caption}"),
        subtitles=[plain(t) for t in (table.line, paper.marking) if t],
        instructions=f"One table of {len(table.rows)} rows.",
        source=plain(table.source) if table.source else None, legend=[plain(k) for k in table.key],
        index_columns={1: 0},
    )  # fmt: skip


def _cover(paper: Paper) -> gptables.Cover:
    facts = [f"{label}: {said}" for label, said in (*paper.facts, *paper.permission)]
    return gptables.Cover(
        title=plain(f"{paper.title}, {paper.group}"),
        intro=[plain(t) for t in (paper.marking, paper.purpose, *facts)],
        about=[plain(t) for t in (*paper.warnings, paper.protection, paper.identity) if t],
    )


def _words(paper: Paper) -> gptables.GPTable:
    """Sentences, notes and verdicts, one a row: the notes sheet."""
    said = []
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Sentence):
                said += [(section.heading, line) for line in block.lines]
            elif isinstance(block, Note):
                said.append((block.heading or section.heading, block.text))
            elif isinstance(block, Chart) and block.verdict_words:
                said.append((block.heading, block.verdict_words))
    rows = [(plain(about), plain(text)) for about, text in said or [("Notes", "None.")]]
    return gptables.GPTable(pd.DataFrame(rows, columns=["About", "In words"]), "notes_table", "Notes",
                            subtitles=[plain(paper.marking)], index_columns={1: 0},
                            instructions="One table: findings, notes and verdicts of the paper in words.")  # fmt: skip
