"""A paper as DOCX: built-in styles, header rows that repeat, alternative text, language. For those who edit."""

import io
from collections.abc import Collection, Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dashboard.blocks import Chart, Headline, Note, Printed, Row, Sentence, Table
from dashboard.pack.images import pngs
from dashboard.pack.paper import Paper
from dashboard.pack.parcel import midnight, repeatable
from dashboard.pack.pdf import LONG, POINTS, ROWS, widths

FONT = "Arial"
"""A face that every office has: Word does not carry fonts along as a PDF does."""
BLUE, QUIET = RGBColor(0x12, 0x43, 0x6D), RGBColor(0x50, 0x5A, 0x5F)
WIDTH = Cm(17)
SIZE = 9.5
"""Letters of a table, in points: the widths of its columns are reckoned for these."""


def docx(paper: Paper) -> bytes:
    """The paper as a Word document."""
    doc = Document()
    _form(doc, paper)
    doc.add_paragraph(paper.title, style="Title")
    doc.add_paragraph(f"{paper.group}. As at {dict(paper.facts).get('As at', '')}", style="Subtitle")
    doc.add_paragraph(paper.purpose)
    _pairs(doc, "About this paper", (*paper.facts, *paper.permission, ("Identity", paper.identity)))
    for text in (*paper.warnings, paper.protection):
        if text:
            doc.add_paragraph(text)
    pictures, place = pngs(paper), 0
    for section in paper.sections:
        heading = doc.add_heading(section.heading, 1)
        heading.paragraph_format.page_break_before = section.new_page or section is paper.sections[0]
        for block in section.blocks:
            _block(doc, block, pictures.get(place, []))
            place += isinstance(block, Chart)
    out = io.BytesIO()
    doc.save(out)
    return repeatable(out.getvalue(), paper.as_at)


def _form(doc: Any, paper: Paper) -> None:
    """Page, styles, language, properties, marking above and below."""
    part, facts = doc.sections[0], "   ".join(f"{k}: {v}" for k, v in paper.facts)
    part.page_width, part.page_height = Cm(21), Cm(29.7)
    part.left_margin = part.right_margin = Cm(2)
    styles = doc.styles
    for name, size in (("Normal", 12), ("Title", 28), ("Subtitle", 14), ("Heading 1", 18), ("Heading 2", 13),
                       ("Caption", 11), ("Header", 10), ("Footer", 10)):  # fmt: skip
        font = styles[name].font
        font.name, font.size, font.italic = FONT, Pt(size), False
        font.color.rgb = BLUE if name.startswith(("Title", "Heading")) else RGBColor(0x0B, 0x0C, 0x0C)
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), FONT)
        for kind in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    head, foot = part.header.paragraphs[0], part.footer.paragraphs[0]
    head.alignment = foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(paper.marking).bold = True
    part.header.add_paragraph(facts, style="Header")
    foot.add_run(paper.marking).bold = True
    last = part.footer.add_paragraph(f"{paper.title}. {paper.identity}. Page ", style="Footer")
    _field(last, "PAGE")
    last.add_run(" of ")
    _field(last, "NUMPAGES")
    core = doc.core_properties
    core.title, core.author, core.language = f"{paper.title}, {paper.group}", "VEMT partnership", "en-GB"
    core.subject, core.comments, core.last_modified_by = paper.identity, "", "VEMT partnership"
    core.created = core.modified = midnight(paper.as_at)


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _block(doc: Any, block: Printed, pictures: list[tuple[str, bytes]]) -> None:
    if heading := block.heading:
        doc.add_heading(heading, 2)
    if isinstance(block, Headline):
        rows = [(f.label, f"{f.text} {f.qualifier}".strip(), f.sentence, f.verdict_words or "No verdict")
                for f in block.figures]  # fmt: skip
        _grid(doc, "" if block.heading else "Figures", ("Measure", "Figure", "Compared", "Verdict"), rows, {1},
              points=(115, 75, 195, 95), name=block.heading)  # fmt: skip
    elif isinstance(block, Sentence):
        for line in block.lines:
            doc.add_paragraph(line)
    elif isinstance(block, Note):
        doc.add_paragraph(block.text)
    elif isinstance(block, Table):
        _table(doc, block, len(block.rows))
    else:
        _chart(doc, block, pictures)


def _chart(doc: Any, block: Chart, pictures: list[tuple[str, bytes]]) -> None:
    _small(doc, block.line, following=True)
    for name, png in pictures:
        picture = doc.add_picture(io.BytesIO(png), width=WIDTH if len(pictures) == 1 else Cm(12))
        told = picture._inline.docPr
        told.set("descr", f"{name}. {block.alt}" if name else block.alt)
        told.set("title", name or block.heading)
    for text in (block.verdict_words, *(f"{m.number}. {m.words}" for m in block.marks)):
        if text:
            doc.add_paragraph(text)
    long = block.kind != "stacked_bar" and len(block.table.rows) > LONG
    _table(doc, block.table, ROWS if long else len(block.table.rows))


def _small(doc: Any, text: str, following: bool = False) -> None:
    """A line in small letters; `following`: on the page of what comes after it."""
    if text:
        line = doc.add_paragraph()
        line.paragraph_format.keep_with_next = following
        run = line.add_run(text)
        run.font.size, run.font.color.rgb = Pt(10), QUIET


def _table(doc: Any, table: Table, rows: int) -> None:
    _small(doc, table.line, following=True)
    _small(doc, "; ".join(table.key) + "." if table.key else "", following=True)
    numbers = {i for i in range(1, len(table.columns)) if not all(r.entries[i - 1].words for r in table.rows)}
    shown = [_cells(r) for r in table.rows[:rows]]
    totals = {n for n, r in enumerate(table.rows[:rows]) if r.total}
    _grid(doc, table.caption, table.columns, shown, numbers, totals, _wide(table))
    left = len(table.rows) - rows
    more = f"{left} earlier rows stand in the workbook and the web page of this pack." if left > 0 else ""
    _small(doc, f"{more} {table.source}".strip())


def _wide(table: Table) -> list[float]:
    """The columns of paper, a little wider where there is room: Arial is wider than the paper's own face."""
    found = widths(table)
    return [w * min(1.15, POINTS / sum(found)) for w in found]


def _cells(row: Row) -> tuple[str, ...]:
    return (row.label, *(e.text for e in row.entries))


def _pairs(doc: Any, caption: str, pairs: tuple[tuple[str, str], ...]) -> None:
    _grid(doc, caption, ("Fact", "In words"), list(pairs), set(), points=(130, 350))


def _grid(doc: Any, caption: str, heads: Any, rows: Sequence[tuple[str, ...]], numbers: set[int],
          totals: Collection[int] = (), points: Sequence[float] = (), name: str = "") -> None:  # fmt: skip
    """A real table: caption, one header row that repeats, row labels, rows that stay whole.

    points: widths of the columns. name: what a screen reader hears where the caption would only repeat the heading.
    """
    if caption:
        doc.add_paragraph(caption, style="Caption").paragraph_format.keep_with_next = True
    made = doc.add_table(rows=0, cols=len(heads), style="Table Grid")
    _ruled(made, caption or name, len(rows))
    for n, row in enumerate([tuple(heads), *rows]):
        line = made.add_row()
        rules = line._tr.get_or_add_trPr()
        for kind in ("w:cantSplit", *(("w:tblHeader",) if n == 0 else ())):
            rules.append(OxmlElement(kind))
        for place, (cell, text) in enumerate(zip(line.cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(text)
            run.font.size, run.bold = Pt(SIZE), n == 0 or n - 1 in totals
            if place in numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if points:
                cell.width = Pt(points[place])
    after = doc.add_paragraph()
    after.paragraph_format.space_after = Pt(0)
    after.add_run().font.size = after.paragraph_format.line_spacing = Pt(6)


def _ruled(made: Any, name: str, rows: int) -> None:
    """Fixed columns, thin lines between the rows and none beside them; what a screen reader hears of the table."""
    made.autofit = False
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        across = side in ("top", "bottom", "insideH")
        for key, text in (("val", "single" if across else "nil"), ("sz", "4"), ("color", "B1B4B6")):
            line.set(qn(f"w:{key}"), text)
        lines.append(line)
    made._tbl.tblPr.insert_element_before(lines, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption")
    for kind, text in (("w:tblCaption", name), ("w:tblDescription", f"{name}: {rows} rows.")):
        told = OxmlElement(kind)
        told.set(qn("w:val"), text)
        made._tbl.tblPr.append(told)
