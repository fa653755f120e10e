"""A paper as PPTX: one title a slide, native charts that can be edited, tables, and the data in the notes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Cm, Pt

from dashboard.blocks import Chart, Headline, Note, Printed, Sentence, Table
from dashboard.looks import ON_COLOUR, PALETTE, QUIET, colour
from dashboard.pack.book import headline_table
from dashboard.pack.fitted import columns, slides
from dashboard.pack.paper import Paper, Section
from dashboard.pack.parcel import midnight, repeatable
from dashboard.pack.svg_lines import counted

WIDE, HIGH, SIDE, TOP = Cm(33.87), Cm(19.05), Cm(1.5), Cm(4.0)
MARKS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE,
         XL_MARKER_STYLE.X)  # fmt: skip
LETTERS = 900
"""Letters of running text on one slide."""
FEW = 5
"""Counts below which an axis is told to go by ones."""
LINE = 115
"""Letters of a line under a chart."""
_GRAPHS = {"line": XL_CHART_TYPE.LINE_MARKERS, "stacked_bar": XL_CHART_TYPE.BAR_STACKED,
           "bar": XL_CHART_TYPE.BAR_CLUSTERED}  # fmt: skip


def pptx(paper: Paper) -> bytes:
    """The paper as slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    core = deck.core_properties
    core.title, core.author, core.language = f"{paper.title}, {paper.group}", "VEMT partnership", "en-GB"
    core.subject, core.last_modified_by = paper.identity, "VEMT partnership"
    core.created = core.modified = midnight(paper.as_at)
    facts = [f"{label}: {said}" for label, said in (*paper.facts, *paper.permission)]
    _words(deck, paper, f"{paper.title}, {paper.group}", [paper.purpose, *facts], "")
    _words(deck, paper, "About this paper", [t for t in (*paper.warnings, paper.protection) if t], "")
    for section in paper.sections:
        for block in section.blocks:
            _block(deck, paper, section, block)
    for language in _runs(deck):
        language.set("lang", "en-GB")
    out = io.BytesIO()
    deck.save(out)
    return repeatable(out.getvalue(), paper.as_at)


def _runs(deck: Any) -> Iterable[Any]:
    """The properties of every run of text."""
    name = "{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"
    for slide in deck.slides:
        yield from slide._element.iter(name)


def _slide(deck: Any, paper: Paper, title: str, notes: str) -> Any:
    """A slide with its title, the marking above and below, and notes."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = SIDE, Cm(1.3), WIDE - 2 * SIDE, Cm(2.4)
    head.text_frame.word_wrap = True
    _put(head.text_frame.paragraphs[0], title, 24 if len(title) < 110 else 20, True)
    for top in (Cm(0.3), HIGH - Cm(1.1)):
        box = slide.shapes.add_textbox(SIDE, top, WIDE - 2 * SIDE, Cm(0.8))
        place = f"   Slide {len(deck.slides)}. {paper.identity}" if top > HIGH / 2 else ""
        _put(box.text_frame.paragraphs[0], paper.marking + place, 11, True)
    slide.notes_slide.notes_text_frame.text = notes or title
    return slide


def _put(paragraph: Any, text: str, size: float, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold, run.font.name = text, Pt(size), bold, "Arial"
    paragraph.alignment = 1


def _words(deck: Any, paper: Paper, title: str, lines: Sequence[str], notes: str) -> None:
    """Running text, on more slides where one is too few."""
    held: list[list[str]] = [[]]
    for line in lines:
        if held[-1] and sum(map(len, held[-1])) + len(line) > LETTERS:
            held.append([])
        held[-1].append(line)
    for n, part in enumerate(held):
        slide = _slide(deck, paper, title + (f" ({n + 1} of {len(held)})" if len(held) > 1 else ""),
                       notes or "\n".join(part))  # fmt: skip
        box = slide.shapes.add_textbox(SIDE, TOP, WIDE - 2 * SIDE, Cm(12))
        box.text_frame.word_wrap = True
        for k, line in enumerate(part):
            paragraph = box.text_frame.paragraphs[0] if k == 0 else box.text_frame.add_paragraph()
            _put(paragraph, line, 18)
            paragraph.space_after = Pt(8)


def _block(deck: Any, paper: Paper, section: Section, block: Printed) -> None:
    title = block.heading or section.heading
    if isinstance(block, Headline):
        table = headline_table(block, section.slug)
        _table(deck, paper, block.heading or section.heading, replace(table, key=()))
    elif isinstance(block, Sentence):
        _words(deck, paper, title, block.lines, "")
    elif isinstance(block, Note):
        _words(deck, paper, title, [block.text], "")
    elif isinstance(block, Table):
        _table(deck, paper, block.heading or block.caption, block)
    else:
        _chart(deck, paper, block)


def data_of(table: Table) -> str:
    """A table as lines for the notes, with its shorthand and source."""
    lines = [" | ".join(table.columns), *(" | ".join((r.label, *(e.text for e in r.entries))) for r in table.rows)]
    return "\n".join([table.caption, *lines, *table.key, table.source]).strip()


def _table(deck: Any, paper: Paper, title: str, table: Table) -> None:
    size, wide = (14 if len(table.columns) < 6 else 12), columns(table, _points(WIDE - 2 * SIDE))
    parts = slides(table, wide, size, _points(HIGH - TOP - Cm(1.4)))
    for n, rows in enumerate(parts):
        more = f" ({n + 1} of {len(parts)})" if len(parts) > 1 else ""
        slide = _slide(deck, paper, title + more, data_of(table))
        frame = slide.shapes.add_table(len(rows) + 1, len(table.columns), SIDE, TOP, WIDE - 2 * SIDE, Cm(1))
        _told(frame, f"{table.caption}{more}. {'; '.join(table.key)}".strip(), table.caption)
        for column, width in zip(frame.table.columns, wide, strict=True):
            column.width = Pt(width)
        for row, texts in enumerate([table.columns, *((r.label, *(e.text for e in r.entries)) for r in rows)]):
            for column, text in enumerate(texts):
                cell = frame.table.cell(row, column)
                cell.margin_top = cell.margin_bottom = Cm(0.08)
                _put(cell.text_frame.paragraphs[0], text, size, row == 0 or column == 0)
                if row == 0:
                    cell.fill.solid()
                    cell.fill.fore_color.rgb = _ink(PALETTE[0])


def _points(length: int) -> float:
    return length / Pt(1)


def _told(shape: Any, alt: str, name: str) -> None:
    """Alternative text and name of a shape."""
    told = shape._element.xpath(".//p:cNvPr")[0]
    told.set("descr", alt)
    told.set("name", name)


def _ink(code: str) -> RGBColor:
    return RGBColor.from_string(code.lstrip("#"))


def _chart(deck: Any, paper: Paper, block: Chart) -> None:
    """A native chart; what is not shown is a gap in it, its shorthand stands in the notes."""
    under = [block.line, block.verdict_words, *(f"{m.number}. {m.words}" for m in block.marks)]
    slide = _slide(deck, paper, block.heading, "\n".join([block.alt, *filter(None, under), data_of(block.table)]))
    data = CategoryChartData(number_format="0%" if block.percent else "General")
    names = list(dict.fromkeys(p.x for s in block.series for p in s.points))
    data.categories = names
    for one in block.series:
        found = {p.x: p.y for p in one.points}
        data.add_series(one.name, [found.get(n) for n in names])
    limits = _limits(block, len(names))
    for name, values in limits:
        data.add_series(name, values)
    kind = _GRAPHS.get(block.kind, XL_CHART_TYPE.LINE_MARKERS)
    if block.kind == "bar" and len(block.series) > 1:
        kind = XL_CHART_TYPE.COLUMN_CLUSTERED
    verdict = f"{block.verdict_words[:1].upper()}{block.verdict_words[1:].rstrip('.')}." if block.verdict_words else ""
    said = " ".join(filter(None, (block.line, verdict)))
    foot = HIGH - Cm(1.4) - Cm(0.6) * max(2, -(-len(said) // LINE))  # the words stand above the marking
    frame = slide.shapes.add_chart(kind, SIDE, TOP, WIDE - 2 * SIDE, foot - TOP, data)
    _told(frame, block.alt, block.heading)
    _dress(frame.chart, block, len(limits))
    box = slide.shapes.add_textbox(SIDE, foot, WIDE - 2 * SIDE, HIGH - Cm(1.1) - foot)
    box.text_frame.word_wrap = True
    _put(box.text_frame.paragraphs[0], said, 14)


def _limits(block: Chart, n: int) -> list[tuple[str, list[float | None]]]:
    """Usual level, limits and target as lines of their own, where the chart has them."""
    if block.kind != "line":
        return []
    flat = [("Usual level", block.centre), ("Target", block.target)]
    if not any(block.band):
        flat += [("Lower limit", block.lower), ("Upper limit", block.upper)]
    found: list[tuple[str, list[float | None]]] = [(name, [v] * n) for name, v in flat if v is not None]
    if any(block.band):
        for place, name in enumerate(("Lower limit", "Upper limit")):
            found.append((name, [b[place] if b else None for b in (*block.band, *[None] * n)][:n]))
    return [(name, [None if v is None else max(0.0, v) for v in values]) for name, values in found]


def _dress(chart: Any, block: Chart, limits: int) -> None:
    """Colours as on paper, text large enough, a legend only where there is more than one name."""
    chart.font.size, chart.font.name, chart.has_title = Pt(14), "Arial", False
    chart.has_legend = len(block.series) + limits > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    own = len(block.series)
    for n, series in enumerate(chart.plots[0].series):
        if block.kind == "dots":
            series.format.line.fill.background()
            series.marker.style, series.marker.size = MARKS[n % len(MARKS)], 11
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = _ink(PALETTE[n % len(PALETTE)])
        elif block.kind == "line":
            series.smooth = False
            series.format.line.color.rgb = _ink(colour(block.series[n], n) if n < own else QUIET)
            series.format.line.width = Pt(2.5 if n < own else 1.25)
            if n >= own:
                series.format.line.dash_style = MSO_LINE.DASH
                series.marker.style = XL_MARKER_STYLE.NONE
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _ink(PALETTE[n % len(PALETTE)])
    if block.kind in ("bar", "stacked_bar"):
        chart.plots[0].has_data_labels = True
        chart.plots[0].gap_width = 50
        if block.kind == "stacked_bar":
            chart.plots[0].overlap = 100
            _inside(chart.plots[0].series)
    if block.kind in ("bar", "stacked_bar") and (len(block.series) == 1 or block.kind == "stacked_bar"):
        chart.category_axis.reverse_order = True
    chart.value_axis.minimum_scale = 0
    if counted(block) and max((p.y or 0 for s in block.series for p in s.points), default=0) < FEW:
        chart.value_axis.major_unit = 1  # no half children on the axis
    if block.percent:
        chart.value_axis.maximum_scale = 1
        chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = "0%", False
    chart.value_axis.major_gridlines.format.line.color.rgb = _ink("#D6D6D6")


def _inside(series: Iterable[Any]) -> None:
    """Numbers on the segments of a bar, light on dark ones; a nought has no segment and no number."""
    for n, one in enumerate(series):
        labels = one.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, "#,##0;;;", False
        labels.font.color.rgb, labels.font.size = _ink(ON_COLOUR[n % len(PALETTE)]), Pt(14)
