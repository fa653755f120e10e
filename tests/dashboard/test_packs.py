"""Packs of the demo: opened by independent readers, figures traced to the release, the same bytes again."""

import json
import random
import re
import shutil
from itertools import pairwise

import duckdb
import pytest
from pack_files import BookFile, PageFile, PdfFile, SlideFile, WordFile, everything, made

from dashboard import strip
from dashboard.blocks import Chart, Headline, Table
from dashboard.pack.book import all_tables
from dashboard.pack.make import FORMATS, render
from dashboard.pack.paper import tables_of
from dashboard.pack.plan import assemble, chosen_blocks, module_of, plans, unlinked
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import parse
from data_contracts.vocabularies import BREAKDOWNS

OPERATIONAL = tuple(f"operational-{slug}" for slug in
                    ("hartlepool", "middlesbrough", "redcar-and-cleveland", "stockton-on-tees"))  # fmt: skip
ALLOWED = {"strategic": ("strategic",), "quarterly-audit": ("strategic", *OPERATIONAL), "subgroup": OPERATIONAL,
           "assurance": ("assurance",)}  # fmt: skip
PAIRS = [(pack, audience) for pack, audiences in ALLOWED.items() for audience in audiences]
PERMISSION = """[assurance]
granted_by = "Chair of the strategic group"
granted_on = 2026-09-17
minute = "Minutes of 17 September 2026, item 7"
boards = ["HSSCP", "STSCP", "TSAB"]
"""


@pytest.fixture(scope="session")
def packs(demo):
    """(pack, audience) -> its paper and its five files, each made once."""
    (demo.home / "config" / "permissions.toml").write_text(PERMISSION, "utf-8")
    held, readers = {}, {}

    def of(pack, audience):
        if (pack, audience) not in held:
            if audience not in readers:
                readers[audience] = Released.open(demo.home / "releases", audience)
            paper = assemble(readers[audience], pack, demo.home)
            held[pack, audience] = paper, {ending: render(paper, ending) for ending in FORMATS}
        return held[pack, audience]

    yield of
    for reader in readers.values():
        reader.close()


def test_the_plans_allow_exactly_the_agreed_pairs(demo):
    names = [f.stem for f in (demo.home / "releases").rglob("*.duckdb")]
    found = {(p, a) for p, plan in plans().items() for a in names if plan.allows(a)}
    assert found == set(PAIRS) and len(names) == 8


@pytest.mark.parametrize(("pack", "audience"), PAIRS)
def test_a_paper_has_every_part_of_its_plan(packs, pack, audience):
    paper, _ = packs(pack, audience)
    plan = plans()[pack]
    assert [s.slug for s in paper.sections] == [(w.question or w.part).replace("_", "-") for w in plan.sections]
    for section, wanted in zip(paper.sections, plan.sections, strict=True):
        names = {t.slug for s, t in tables_of(paper) if s is section}
        slugs = {b for b in wanted.blocks if b not in ("headline", "sentence", "note")}
        assert slugs <= names, f"{section.slug} lacks {slugs - names}"
    text = " ".join(b.heading for s in paper.sections for b in s.blocks)
    assert "None" not in text.split() and "{" not in text


@pytest.mark.parametrize(("pack", "audience"), PAIRS)
def test_the_pdf_is_tagged_titled_and_marked(packs, pack, audience):
    paper, files = packs(pack, audience)
    found = PdfFile(files["pdf"])
    root = found.pdf.Root
    assert root.MarkInfo.Marked and str(root.Lang) == "en-GB" and root.ViewerPreferences.DisplayDocTitle
    assert "<pdfuaid:part>1</pdfuaid:part>" in found.xmp and paper.title in found.xmp
    charts = [b for s in paper.sections for b in s.blocks if isinstance(b, Chart)]
    alts = [str(e.get("/Alt", "")) for e in found.elements("Figure")]
    assert len(alts) >= len(charts) and all(alts)
    assert len(found.elements("H1")) == len(paper.sections) + 1 and len(found.elements("TH")) > 0
    assert all("SourceSansPro" in name for name in found.fonts)
    pages = found.pages
    assert all(re.sub(r"\s+", " ", p).count(paper.marking) == 2 for p in pages), "marking top and bottom"
    assert all(f"Page {n} of {len(pages)}" in p for n, p in enumerate(pages, 1))
    assert all("As at" in p and paper.release_id in p for p in pages)
    if paper.pages:
        assert len(pages) <= paper.pages


@pytest.mark.parametrize(("pack", "audience"), PAIRS)
def test_the_document_has_styles_alternatives_and_header_rows(packs, pack, audience):
    paper, files = packs(pack, audience)
    found = WordFile(files["docx"])
    charts = sum(isinstance(b, Chart) for s in paper.sections for b in s.blocks)
    assert len(found.alts) >= charts and all(found.alts)
    assert [h for n, h in found.headings if n == 1] == [s.heading for s in paper.sections]
    for table in found.doc.tables:
        rows = table._tbl.tr_lst
        assert rows[0].xpath("./w:trPr/w:tblHeader") and not rows[-1].xpath("./w:trPr/w:tblHeader")
        assert table._tbl.tblPr.xpath("./w:tblCaption") and all(c.text for r in table.rows for c in r.cells)
    assert {e.get(f"{{{e.nsmap['w']}}}val") for e in found.styles.xpath(".//w:lang")} == {"en-GB"}
    part = found.doc.sections[0]
    assert paper.marking in part.header.paragraphs[0].text and paper.marking in part.footer.paragraphs[0].text
    assert paper.title in found.doc.core_properties.title and found.doc.core_properties.language == "en-GB"


@pytest.mark.parametrize(("pack", "audience"), PAIRS)
def test_the_slides_have_one_title_native_charts_and_notes(packs, pack, audience):
    paper, files = packs(pack, audience)
    found = SlideFile(files["pptx"])
    charts = [b for s in paper.sections for b in s.blocks if isinstance(b, Chart)]
    assert len(found.charts) == len(charts) and all(found.frames)
    for slide in found.slides:
        titles = [p for p in slide.placeholders if p.placeholder_format.type in (1, 3)]
        assert len(titles) == 1 and titles[0].text_frame.text.strip()
        assert slide.notes_slide.notes_text_frame.text.strip()
        assert sum(paper.marking in s.text_frame.text for s in slide.shapes if s.has_text_frame) >= 2
    for block, native in zip(charts, found.charts, strict=True):
        for series, drawn in zip(block.series, native.plots[0].series, strict=False):
            by_name = {p.x: p.y for p in series.points}
            assert list(drawn.values) == [by_name.get(c) for c in native.plots[0].categories]


@pytest.mark.parametrize(("pack", "audience"), PAIRS)
def test_the_workbook_has_its_sheets_named_tables_and_no_formula(packs, pack, audience):
    paper, files = packs(pack, audience)
    found = BookFile(files["xlsx"])
    assert found.book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert len(found.book.sheetnames) == 3 + len(all_tables(paper)) and "f" not in found.kinds
    tables = found.tables()
    assert len(tables) == len(found.book.sheetnames) - 1
    assert all(v not in (None, "") for rows in tables.values() for row in rows for v in row)
    assert found.book["Cover"]["A1"].value.startswith(paper.title)


@pytest.mark.parametrize(("pack", "audience"), PAIRS)
def test_the_page_works_without_script(packs, pack, audience):
    paper, files = packs(pack, audience)
    found = PageFile(files["html"])
    assert found.of("html")[0]["lang"] == "en-GB" and not found.of("script") and not found.of("link")
    assert all(str(a.get("href")).startswith("#") for a in found.of("a"))
    ids = [a["id"] for _, a in found.tags if a.get("id")]
    assert len(ids) == len(set(ids)), "each id once"
    assert all(str(a["href"])[1:] in ids for a in found.of("a")) and found.of("a")[0]["class"] == "p-skip"
    levels = found.levels
    assert levels[0] == 1 and levels.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    assert paper.marking in found.text
    charts = [b for s in paper.sections for b in s.blocks if isinstance(b, Chart)]
    assert len([a for a in found.of("svg") if a.get("aria-label")]) >= len(charts)


@pytest.mark.parametrize(("pack", "audience"), [("strategic", "strategic"), ("subgroup", OPERATIONAL[1])])
def test_signs_and_sentences_are_those_of_the_pages(demo, packs, pack, audience):
    paper, files = packs(pack, audience)
    page, word = PageFile(files["html"]), WordFile(files["docx"]).text
    released = Released.open(demo.home / "releases", audience)
    facts = dict(paper.facts)
    choices = [strip.chosen(released, p.code, strip.own_area(released)) for p in strip.periods(released)]
    choice = next(c for c in choices if c.period.label == facts["Period"])
    for section, wanted in zip(paper.sections, plans()[pack].sections, strict=True):
        if not wanted.question:
            continue
        shown = chosen_blocks(module_of(wanted.question).answer(released, choice), wanted.blocks)
        assert [unlinked(b) for b in shown] == list(section.blocks)[: len(shown)]
        for block in shown:
            said = [block.heading, getattr(block, "verdict_words", ""), *getattr(block, "lines", ())]
            said += [t for f in getattr(block, "figures", ()) for t in (f.text, f.sentence, f.verdict_words)]
            for text in filter(None, said):
                assert re.sub(r"\s+", " ", text) in page.text and text in word
    signs = [f.verdict for s in paper.sections for b in s.blocks if isinstance(b, Headline) for f in b.figures
             if f.verdict_words]  # fmt: skip
    drawn = [str(a["class"]).split("v-")[-1] for a in page.of("p") if "v-verdict" in str(a.get("class"))]
    assert all(drawn.count(v) >= signs.count(v) for v in set(signs))
    released.close()


def metric_of(slug, metrics):
    """(metric, breakdown or '') that a table's name says, or None where it is no plain trend or split."""
    for metric in metrics:
        name = metric.replace("_", "-")
        if slug == name:
            return metric, ""
        rest = slug.removeprefix(f"{name}-").replace("-", "_")
        if slug != rest and rest in BREAKDOWNS and slug.startswith(f"{name}-"):
            return metric, rest
    return None


def figures_of(paper, con):
    """(metric, period, area code, breakdown, category, text) of every figure in plain tables of a paper."""
    metrics = sorted((r[0] for r in con.execute("select distinct metric from figures").fetchall()), key=len)[::-1]
    places = {name: code for code, name in ALL_AREAS.items()}
    months = {
        f"{parse(c).start:%b %Y}": parse(c) for y in range(2023, 2027) for c in (f"{y}-{m:02}" for m in range(1, 13))
    }
    for n, (_, table) in enumerate(all_tables(paper), 1):
        got = metric_of(table.slug, metrics)
        if got is None or not set(table.columns[1:]) <= set(places):
            continue
        metric, by = got
        labels = {v.label(c): c for v in [BREAKDOWNS[by].vocabulary] for c in v.codes} if by else months
        span = period_called(table.caption.rsplit(", ", 1)[-1]) if by else None
        for i, row in enumerate(table.rows):
            if row.label not in labels or (by and span is None):
                continue
            for j, column in enumerate(table.columns[1:], 1):
                when = span if by else labels[row.label]
                yield n, i + 1, j, metric, when, places[column], by, labels[row.label] if by else "total"


def period_called(label):
    """The quarter or year with this label, or None."""
    codes = [f"{y}-{(y + 1) % 100:02}{q}" for y in range(2023, 2027) for q in ("-Q1", "-Q2", "-Q3", "-Q4", "")]
    return {p.label: p for p in map(parse, codes)}.get(label)


def told(row, kind):
    """A released row as a reader would print it, worked out here a second time."""
    value, numerator, denominator, status, low, high = row
    if status in ("ok", "r"):
        text = f"{round(value * 100)}%" if kind in ("share", "ratio") else f"{value:,.0f}"
        return text + (" [r]" if status == "r" else "")
    if status == "u":
        return f"{numerator:,.0f} of {denominator:,.0f} [u]"
    return f"[c] {low:,.0f} to {high:,.0f}" if status == "c" and low is not None else f"[{status}]"


def test_a_hundred_random_figures_lead_back_to_the_release(demo, packs, tmp_path):
    draw, checked = random.Random(8), 0
    current = (demo.home / "releases" / "current").read_text().strip()
    for pack, audience in (("strategic", "strategic"), ("subgroup", OPERATIONAL[1]), ("subgroup", OPERATIONAL[0])):
        paper, files = packs(pack, audience)
        sheets = list(BookFile(files["xlsx"]).tables().values())[2:]
        apart = shutil.copy(demo.home / "releases" / current / f"{audience}.duckdb", tmp_path)
        with duckdb.connect(str(apart), read_only=True) as con:
            told_of = con.execute("select key, value from about where key like 'definition:%'").fetchall()
            kinds = {key.split(":")[1]: json.loads(value)["kind"] for key, value in told_of}
            every = [f for f in figures_of(paper, con) if kinds.get(f[3]) in ("count", "share", "ratio")]
            for n, i, j, metric, when, area, by, category in draw.sample(every, min(50, len(every))):
                rows = con.execute(
                    "select value, numerator, denominator, status, range_low, range_high from figures where metric = ? "
                    'and period_kind = ? and "start" = ? and area = ? and by1 = ? and cat1 = ? and by2 = ? '
                    "order by basis desc", [metric, when.kind, when.start, area, by or "total", category, "total"]
                ).fetchall()  # fmt: skip
                printed = str(sheets[n - 1][i][j]).replace("'", "")
                assert printed.replace(",", "") == told(rows[0], kinds[metric]).replace(",", ""), (metric, when, area)
                checked += 1
    assert checked >= 100


def test_the_same_release_and_notes_give_the_same_bytes(packs):
    paper, files = packs("strategic", "strategic")
    assert render(paper, "pdf") == files["pdf"]
    small, others = packs("quarterly-audit", OPERATIONAL[0])
    assert {ending: render(small, ending) for ending in FORMATS} == others
    assert paper.release_id in paper.stem and paper.notes_id[:6] in paper.stem


def test_the_command_writes_every_format_and_says_what_it_made(demo, packs, tmp_path):
    paper, files = packs("strategic", "strategic")
    said = demo.json("pack", "strategic", "--audience", "strategic", "--out", tmp_path, "--format", "pdf,html")
    found = made(tmp_path)
    assert set(found) == {"pdf", "html"} and found["pdf"] == files["pdf"]
    assert said["release_id"] == paper.release_id and {f["format"] for f in said["files"]} == set(found)
    assert paper.identity in PdfFile(found["pdf"]).text


def test_late_supply_stands_on_the_cover_and_in_the_strip(packs):
    _, files = packs("strategic", "strategic")
    pages = PdfFile(files["pdf"]).pages
    said = "Hartlepool has not supplied October 2026"
    assert said in pages[0].replace("\n", " ") and all("Hartlepool missing" in p for p in pages[1:])
    own, _ = packs("subgroup", OPERATIONAL[0])
    assert any(w.startswith("Late: Hartlepool has not supplied") for w in own.warnings)
    assert dict(own.facts)["Period"] == "September 2026"


def test_assurance_carries_its_permission_on_the_cover(packs):
    paper, files = packs("assurance", "assurance")
    first = PdfFile(files["pdf"]).pages[0].replace("\n", " ")
    assert "Chair of the strategic group, 17 September 2026" in first and "HSSCP, STSCP and TSAB" in first
    assert "17 September 2026, item 7" in WordFile(files["docx"]).text
    verdicts = next(t for _, t in tables_of(paper) if "Verdict" in t.columns)
    place = verdicts.columns.index("Verdict") - 1
    assert {r.entries[place].text for r in verdicts.rows}, "each claim has a verdict"


def test_every_shorthand_that_stands_in_a_pack_is_explained_there(packs):
    for pack, audience in PAIRS:
        paper, files = packs(pack, audience)
        marks = {m for _, t in all_tables(paper) for r in t.rows for e in r.entries
                 for m in re.findall(r"\[([cxzurw])\]", e.text)}  # fmt: skip
        text = PageFile(files["html"]).text
        assert all(re.search(rf"\[{m}\] [a-z]", text) for m in marks)


def test_no_pack_names_a_place_on_this_machine(packs, demo):
    _, files = packs("quarterly-audit", OPERATIONAL[0])
    for content in files.values():
        assert str(demo.home) not in everything(content) and "/tmp/" not in everything(content)


def test_tables_of_a_paper_are_all_told(packs):
    paper, _ = packs("subgroup", OPERATIONAL[0])
    assert len(tables_of(paper)) == sum(isinstance(b, Chart | Table) for s in paper.sections for b in s.blocks)
