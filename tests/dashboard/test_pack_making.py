"""How a pack is made or refused: pairs, permission, narrative, formulas, hidden counts, nothing left by a failure."""

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_release import KEY, make_release
from pack_files import BookFile, PageFile, PdfFile, SlideFile, WordFile, everything
from pptx.util import Pt

from commands.home import Home
from commands.papers import endings_of, send_by, send_words
from dashboard.blocks import Chart, Entry, Note, Point, Row, Sentence, Series, Table
from dashboard.looks import ON_COLOUR
from dashboard.pack import images, make, plan, sections
from dashboard.pack.canvas import Canvas
from dashboard.pack.fitted import columns, slides
from dashboard.pack.make import FORMATS, render, write
from dashboard.pack.paper import PackError, Paper, Section
from dashboard.pack.pdf import pages_of
from dashboard.pack.plan import assemble, plan_for, plans
from dashboard.released import Released

CANARY = 7_654_321
GRANTED = """[assurance]
granted_by = "Chair of the strategic group"
granted_on = 2026-09-17
minute = "Item 7"
boards = ["HSSCP"]
"""
TOLD = """[[narrative]]
pack = "quarterly-audit"
release = "2026-10-31-0123456789ab"
audiences = ["strategic"]
heading = "Good practice"
text = "The voice of the child was heard in every audit of the quarter"
author = "Lead auditor"
moderated_by = "Audit development session"
date = 2026-10-20
"""


@pytest.fixture
def home(vemt):
    """A home with the small made-up release for the strategic group."""
    make_release(vemt.home / "releases")
    return vemt


def quiet(_what, _done, _of):
    pass


def paper_of(*blocks, **more):
    facts = (("Period", "October 2026"), ("As at", "31 October 2026"))
    day = date(2026, 10, 31)
    return Paper("strategic", "A pack", "For a test.", "strategic", "Strategic group", "OFFICIAL: test", day, facts, (),
                 "Protected.", "2026-10-31-0123456789ab", "0" * 12, (Section("one", "One", blocks),),
                 **more)  # fmt: skip


@pytest.mark.parametrize(("pack", "audience"), [("strategic", "assurance"), ("subgroup", "strategic"),
                                                ("assurance", "strategic"), ("quarterly-audit", "assurance"),
                                                ("strategic", "public"), ("subgroup", "producer"),
                                                ("annual", "strategic")])  # fmt: skip
def test_any_other_pair_is_wrong_use(home, tmp_path, pack, audience):
    result = home.run("pack", pack, "--audience", audience, "--out", tmp_path / "out")
    assert result.exit_code == 2 and "pack" in result.stderr and not (tmp_path / "out").exists()


def test_an_unknown_format_is_wrong_use(home, tmp_path):
    assert home.run("pack", "strategic", "--audience", "strategic", "--out", tmp_path, "--format", "odt").exit_code == 2
    assert endings_of(["pdf,html", "DOCX"]) == ["pdf", "docx", "html"] and endings_of(None) == ["pdf"]


def test_an_unknown_release_is_wrong_use_and_none_is_not_done(home, vemt_at, tmp_path):
    asked = ("pack", "strategic", "--audience", "strategic", "--out", tmp_path)
    assert home.run(*asked, "--release", "2020-01-01-000000000000").exit_code == 2
    assert vemt_at(tmp_path / "empty").run(*asked).exit_code == 3


def test_assurance_needs_a_recorded_permission(vemt, tmp_path):
    make_release(vemt.home / "releases", audience="assurance")
    asked, file = ("pack", "assurance", "--audience", "assurance", "--out", tmp_path / "out"), "permissions.toml"
    result = vemt.run(*asked)
    assert result.exit_code == 3 and "permission" in result.stderr and not (tmp_path / "out").exists()
    for text in (GRANTED.replace('minute = "Item 7"\n', ""), GRANTED + "until = 2026-10-30\n", "[assurance"):
        (vemt.home / "config" / file).write_text(text, "utf-8")
        assert vemt.run(*asked).exit_code == 3
    (vemt.home / "config" / file).write_text(GRANTED + "until = 2027-03-31\n", "utf-8")
    assert vemt.run(*asked, "--format", "html").exit_code == 0
    page = PageFile(next((tmp_path / "out").iterdir()).read_bytes())
    assert "Chair of the strategic group, 17 September 2026" in page.text and "31 March 2027" in page.text


def test_a_part_that_fails_is_named_and_nothing_is_made(home, tmp_path, monkeypatch):
    def broken(released, choice, made):
        raise ValueError("a value that must not be printed")

    monkeypatch.setitem(sections.PARTS, "methods", broken)
    result = home.run("pack", "strategic", "--audience", "strategic", "--out", tmp_path / "out")
    assert result.exit_code == 3 and "'methods'" in result.stderr and "must not be" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_format_that_fails_leaves_no_other_behind(tmp_path, monkeypatch):
    def broken(paper):
        raise RuntimeError("secret")

    monkeypatch.setitem(make.FORMATS, "html", broken)
    with pytest.raises(PackError, match="HTML failed") as caught:
        write(paper_of(Note("Text.")), ["pdf", "html"], tmp_path / "out", tmp_path, quiet)
    assert "secret" not in str(caught.value) and not list(tmp_path.iterdir())


def test_tables_of_which_nothing_was_supplied_are_named_in_a_sentence_and_left_out(released, home, monkeypatch):
    unsent, held = Entry("[x]", status="x"), Entry("4", 4.0)
    told = Table("", "Told, July to September 2026", ("Measure", "Tees"), (Row("A", (unsent,)),) * 2, "told")
    some = replace(told, caption="Heard", slug="heard", rows=(Row("A", (unsent,)), Row("B", (held,))))
    drawn = Chart("Finding", "Line", "line", (), "Alt.", replace(told, caption="Supported", slug="supported"))
    module = plan.module_of("told")
    pages = {"told": [told, some, drawn], "risk": [told]}
    monkeypatch.setattr(module, "answer", lambda *_: pages["told"])
    monkeypatch.setattr(plan.module_of("risk"), "answer", lambda *_: pages["risk"])
    wanted = [plan.Wanted(name, "", "", (), True, "", ("heard",)) for name in ("told", "risk")]
    made = replace(plans()["strategic"], sections=tuple(wanted))
    monkeypatch.setitem(plans(), "strategic", made)
    first, second = assemble(released, "strategic", home.home).sections
    line = "Left out, as nothing of it has been supplied or is settled yet: “Told, July to September 2026”"
    assert [type(b) for b in first.blocks] == [Table, Sentence] and first.blocks[0].caption == "Heard"
    assert first.blocks[1].lines == (f"{line} and “Supported”.",) and first.spare == (0,) and first.new_page
    assert second.blocks == (Sentence((f"{line}.",)),) and not second.new_page


def test_the_words_under_a_chart_stand_above_the_marking_of_a_slide():
    table = Table("", "Caption", ("Period", "One"), (Row("May 2026", (Entry("2", 2.0),)),), "slug")
    series = (Series("One", (Point("May 2026", 2.0, "2", when=date(2026, 5, 1)),)),)
    for line in ("Short.", "Words that tell of the chart. " * 12):
        drawn = Chart("Finding", line, "line", series, "Alt.", table, verdict_words="within usual variation")
        slide = SlideFile(render(paper_of(drawn), "pptx")).slides[-1]
        told = next(s for s in slide.shapes if s.has_text_frame and "Within usual variation." in s.text_frame.text)
        picture = next(s for s in slide.shapes if s.has_chart)
        mark = max(s.top for s in slide.shapes if s.has_text_frame and "OFFICIAL" in s.text_frame.text)
        lines = len(told.text_frame.text) // 115 + 1
        assert picture.top + picture.height <= told.top and told.top + Pt(14 * 1.2) * lines + Pt(7) <= mark
        assert picture.chart.value_axis.major_unit == 1


def test_a_paper_says_on_its_cover_what_was_withdrawn_and_why(vemt):
    row = {"metric": "removed_from_list", "title": "Children removed", "period": "2026-05", "area": "E06000002",
           "by": {}, "why": "A file was loaded twice", "on": "2026-06-20"}  # fmt: skip
    make_release(vemt.home / "releases", withdrawn=json.dumps([row]))
    opened = Released.open(vemt.home / "releases", "strategic")
    paper = assemble(opened, "quarterly-audit", vemt.home)
    opened.close()
    line = "Withdrawn on 20 June 2026, May 2026, Middlesbrough: Children removed. Reason: A file was loaded twice."
    assert line in paper.warnings and line in PageFile(render(paper, "html")).text


def test_a_definition_that_only_repeats_the_title_gives_way_to_the_longer_one(released, monkeypatch):
    said = {
        "title": "Lines done",
        "numerator": "Number of lines done",
        "definition": "Of lines, the share done. X.",
    }
    monkeypatch.setitem(released.definitions, "plan_lines_on_track", said)
    monkeypatch.setattr(sections, "used", lambda *_: ["plan_lines_on_track"])
    for numerator, text in (("Number of lines done", "Of lines, the share done."), ("Lines ended", "Lines ended.")):
        said["numerator"] = numerator
        (table,) = sections.definitions(released, None, ())
        assert table.rows[0].entries[0].text == text


def test_numbers_on_a_stacked_bar_of_a_slide_can_be_read_and_noughts_have_none():
    table = Table("", "Caption", ("Area", "One"), (Row("A", (Entry("2", 2.0),)),), "slug")
    series = tuple(Series(n, (Point("A", v, f"{v:g}"),)) for n, v in (("One", 2.0), ("Two", 0.0)))
    slide = SlideFile(render(paper_of(Chart("Finding", "Line.", "stacked_bar", series, "Alt.", table)), "pptx"))
    labels = [s.data_labels for s in slide.charts[0].plots[0].series]
    assert [str(x.font.color.rgb) for x in labels] == [c.lstrip("#").upper() for c in ON_COLOUR[:2]]
    assert {x.number_format for x in labels} == {"#,##0;;;"} and all(x.show_value for x in labels)


def test_too_long_a_paper_is_refused():
    notes = [Note("A line of text. " * 200, f"Note {n}") for n in range(12)]
    with pytest.raises(PackError, match="at most 2"):
        render(paper_of(*notes, pages=2), "pdf")
    found = render(paper_of(*notes), "pdf")
    assert pages_of(found) == len(PdfFile(found).pages) > 2


def test_a_paper_leaves_out_what_it_can_spare_and_says_so_before_it_is_refused():
    notes = [Note("A line of text. " * 200, f"Note {n}") for n in range(12)]
    whole = paper_of(*notes, pages=5)
    with pytest.raises(PackError):
        render(whole, "pdf")
    given = replace(whole.sections[0], spare=tuple(range(1, 12)))
    made = PdfFile(render(replace(whole, sections=(given, *whole.sections[1:])), "pdf"))
    text = " ".join(" ".join(made.pages).split())
    assert len(made.pages) <= 5 and "Left out, so that the paper keeps to 5 pages: Note 11." in text
    assert "Note 0" in text


def test_the_words_of_a_chart_stand_in_its_png():
    canvas = Canvas(60, "A chart")
    canvas.text("label", (20, 20), "Hartlepool", "#000000")
    with_words = images._drawn([canvas.svg()])
    assert with_words != images._drawn([Canvas(60, "A chart").svg()])


@given(st.lists(st.text(max_size=200), min_size=1, max_size=60), st.floats(100, 400))
def test_a_table_on_slides_has_each_row_once_and_no_slide_is_overfull(labels, height):
    rows = tuple(Row(text, (Entry("1"),)) for text in labels)
    table = Table("", "A table", ("Row", "Number"), rows, "rows")
    wide = columns(table, 800)
    parts = slides(table, wide, 14, height)
    assert [r for part in parts for r in part] == list(rows) and all(parts)
    alone = [len(slides(replace(table, rows=tuple(part)), wide, 14, height)) for part in parts]
    assert set(alone) == {1}


def test_numbers_of_hidden_rows_are_in_no_pack(home, tmp_path):
    """Hidden rows carry no number; if one ever did, no paper would print it."""
    folder = next(f for f in (home.home / "releases").iterdir() if f.is_dir())
    file, manifest = folder / "strategic.duckdb", folder / "manifest.json"
    with duckdb.connect(str(file)) as con:
        sure = con.execute("select count(*) from figures where status in ('c', 'x', 'w')").fetchone()[0]
        con.execute("update figures set numerator = ?, denominator = ?, value = ? where status in ('c', 'x', 'w')",
                    [CANARY] * 3)  # fmt: skip
    said = json.loads(manifest.read_text())
    said["audiences"]["strategic"]["sha256"] = hmac.new(KEY, file.read_bytes(), hashlib.sha256).hexdigest()
    manifest.write_text(json.dumps(said))
    assert sure > 100
    released = Released.open(home.home / "releases", "strategic")
    paper = replace(assemble(released, "strategic", home.home), pages=0)
    for ending in FORMATS:
        text = everything(render(paper, ending))
        assert str(CANARY) not in text and f"{CANARY:,}" not in text, ending
    released.close()


def test_nothing_in_a_paper_becomes_a_formula_a_link_or_markup():
    evil = (
        "=1+1",
        "@SUM(A1)",
        "+cmd",
        "-2+3",
        "<script>alert(1)</script>",
        "#set page(width: 1pt)",
        "[text](https://x.y)",
    )
    rows = tuple(Row(text, (Entry(text, words=True),)) for text in evil)
    paper = paper_of(
        Table("", "Caption", ("=Head", "Other"), rows, "evil"), Note("=2+2 <b>bold</b> #emph[x]", "=Heading")
    )
    book = BookFile(render(paper, "xlsx"))
    assert "f" not in book.kinds and not [c.hyperlink for s in book.book for r in s for c in r
                                          if c.hyperlink and c.hyperlink.target]  # fmt: skip
    page = PageFile(render(paper, "html"))
    assert not page.of("script") and not page.of("b") and "<script>alert(1)</script>" in page.text
    text = PdfFile(render(paper, "pdf")).text
    assert "#set page(width: 1pt)" in text and "#emph[x]" in text
    assert "=1+1" in WordFile(render(paper, "docx")).text


def test_a_moderated_narrative_is_printed_with_its_roles(home):
    notes = home.home / "notes"
    notes.mkdir(exist_ok=True)
    released = Released.open(home.home / "releases", "strategic")
    plain = assemble(released, "quarterly-audit", home.home)
    (notes / "audit.toml").write_text(TOLD, "utf-8")
    paper = assemble(released, "quarterly-audit", home.home)
    text = PageFile(render(paper, "html")).text
    assert (
        "every audit of the quarter. (Lead auditor, 20 October 2026; moderated by: Audit development session)" in text
    )
    assert paper.notes_id != plain.notes_id and paper.release_id == plain.release_id
    for spoilt in (
        TOLD.replace('moderated_by = "Audit development session"\n', ""),
        TOLD.replace("2026-10-20", '"soon"'),
        TOLD.replace("every audit", "a home at TS1 2AB"),
        TOLD.replace("Lead auditor", "j.s@example.org"),
    ):
        (notes / "audit.toml").write_text(spoilt, "utf-8")
        with pytest.raises(PackError, match=r"audit\.toml, narrative 1|narrative 1"):
            assemble(released, "quarterly-audit", home.home)
    released.close()


def test_papers_go_out_five_working_days_ahead(tmp_path, monkeypatch):
    found = plan_for("strategic", "strategic")
    monkeypatch.setattr("commands.papers.planned", lambda place, kind, after: date(2026, 12, 30))
    by, meets = send_by(Home(tmp_path), found, date(2026, 10, 31))
    # 25 and 28 December are holidays, 26 and 27 a weekend: 24, 23, 22, 21 do not reach, 29 and 30 count
    assert meets == date(2026, 12, 30) and by == date(2026, 12, 21)
    assert "send by 21 December 2026" in send_words(found, by, meets, date(2026, 10, 31))
    monkeypatch.setattr("commands.papers.planned", lambda place, kind, after: None)
    assert "cannot be told" in send_words(
        found, *send_by(Home(tmp_path), found, date(2026, 10, 31)), date(2026, 10, 31)
    )


def test_every_question_of_a_plan_is_a_page():
    for one in plans().values():
        for wanted in one.sections:
            assert bool(wanted.question) != bool(wanted.part)
            assert plan.module_of(wanted.question) if wanted.question else wanted.part
