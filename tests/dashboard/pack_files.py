"""Opens a made pack with readers that had no part in making it; what a test wants to know of it, in one object."""

import html.parser
import io
import re
import zipfile
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pptx
from lxml import etree
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTTextContainer

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@cache
def read_pages(content: bytes) -> list[str]:
    """The text of each page; read once, as that is slow."""
    return ["".join(o.get_text() for o in page if isinstance(o, LTTextContainer))
            for page in extract_pages(io.BytesIO(content))]  # fmt: skip


class PdfFile:
    """A PDF as pikepdf and pdfminer see it."""

    def __init__(self, content: bytes) -> None:
        self.pdf, self.content = pikepdf.open(io.BytesIO(content)), content

    @property
    def pages(self) -> list[str]:
        return read_pages(self.content)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.pages))

    @property
    def xmp(self) -> str:
        return bytes(self.pdf.Root.Metadata.read_bytes()).decode("utf-8")

    def elements(self, kind: str) -> list:
        """Structure elements of a kind, anywhere in the tree."""
        found, queue = [], [self.pdf.Root.StructTreeRoot]
        while queue:
            node = queue.pop()
            if isinstance(node, pikepdf.Array):
                queue += list(node)
            elif isinstance(node, pikepdf.Dictionary):
                if node.get("/S") == f"/{kind}":
                    found.append(node)
                if "/K" in node and not isinstance(node.K, int):
                    queue.append(node.K)
        return found

    @property
    def fonts(self) -> set[str]:
        return {str(o.BaseFont) for o in self.pdf.objects if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o}


class WordFile:
    """A DOCX as python-docx sees it."""

    def __init__(self, content: bytes) -> None:
        self.doc = docx.Document(io.BytesIO(content))
        self.styles = self.doc.styles.element

    @property
    def alts(self) -> list[str]:
        return [e.get("descr") or "" for e in self.doc.element.iter() if e.tag.endswith("}docPr")]

    @property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(p.style.name[-1]), p.text) for p in self.doc.paragraphs if p.style.name.startswith("Heading")]

    @property
    def text(self) -> str:
        cells = [c.text for t in self.doc.tables for r in t.rows for c in r.cells]
        return "\n".join([*(p.text for p in self.doc.paragraphs), *cells])


class SlideFile:
    """A PPTX as python-pptx sees it."""

    def __init__(self, content: bytes) -> None:
        self.deck = pptx.Presentation(io.BytesIO(content))
        self.slides = list(self.deck.slides)

    @property
    def charts(self) -> list:
        return [s.chart for slide in self.slides for s in slide.shapes if s.has_chart]

    @property
    def frames(self) -> list[str]:
        """Alternative text of each chart and table."""
        return [s._element.xpath(".//p:cNvPr")[0].get("descr") or "" for slide in self.slides for s in slide.shapes
                if s.has_chart or s.has_table]  # fmt: skip

    @property
    def text(self) -> str:
        said = [s.text_frame.text for slide in self.slides for s in slide.shapes if s.has_text_frame]
        return "\n".join([*said, *(slide.notes_slide.notes_text_frame.text for slide in self.slides)])


class BookFile:
    """An XLSX as openpyxl sees it."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))

    def tables(self) -> dict[str, list[list]]:
        """Name of each worksheet table -> its rows, heads first."""
        return {name: [[c.value for c in row] for row in sheet[where]]
                for sheet in self.book for name, where in sheet.tables.items()}  # fmt: skip

    @property
    def kinds(self) -> set[str]:
        return {c.data_type for sheet in self.book for row in sheet for c in row}


class PageFile(html.parser.HTMLParser):
    """An HTML file as the standard library reads it."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.said.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.tags if t == tag]

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.said))

    @property
    def levels(self) -> list[int]:
        return [int(t[1]) for t, _ in self.tags if re.fullmatch(r"h[1-6]", t)]


def everything(content: bytes) -> str:
    """Every byte of text in a file, zips unpacked, PDFs read: for looking after what must not be there."""
    if content[:4] == b"%PDF":
        return extract_text(io.BytesIO(content))
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(everything(parts.read(name)) for name in parts.namelist() if not name.endswith(".png"))
    return content.decode("utf-8", errors="replace")


def made(folder: Path) -> dict[str, bytes]:
    """Ending -> content of the files in a folder."""
    return {f.suffix[1:]: f.read_bytes() for f in folder.iterdir()}


def parsed(svg: str):
    """An SVG as lxml reads it."""
    return etree.fromstring(svg.encode("utf-8"))
