"""Blocks and their drawing as HTML: CSV as printed, nothing that a spreadsheet runs, nothing that becomes markup."""

import csv
import dataclasses
import html
import io
import json
import re

import pytest

from dashboard import markup
from dashboard.blocks import Chart, Entry, Figure, Headline, Note, Row, Sentence, Table, safe_text, silent


def table(rows=(), key=()):
    return Table("Finding", "Caption", ("Period", "Count", "In words"), tuple(rows), "slug", "Line.", "Source.", key)


ROW = Row("Oct 2026", (Entry("[c] 0 to 6", status="c"), Entry("=HYPERLINK(1)", words=True)))


@pytest.mark.parametrize("kind", [Headline, Sentence, Chart, Table, Note])
def test_blocks_are_frozen(kind):
    assert kind.__dataclass_params__.frozen


def test_blocks_know_no_screen():
    import dashboard.blocks as module

    assert not {"streamlit", "plotly"} & {getattr(v, "__name__", "").split(".")[0] for v in vars(module).values()}


def test_csv_prints_what_the_table_prints():
    lines = list(csv.reader(io.StringIO(table([ROW]).csv())))
    assert lines == [["Period", "Count", "In words"], ["Oct 2026", "[c] 0 to 6", "'=HYPERLINK(1)"]]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+cmd", "@SUM(1)", "\t=1", "\r=1", "|calc"])
def test_formulas_are_defused(text):
    assert safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-1", "12", "81%", "1,234", "[c] 0 to 6", "Oct 2026"])
def test_plain_text_is_left_alone(text):
    assert safe_text(text) == text


def test_table_has_caption_row_headers_and_key():
    drawn = markup.table(table([ROW], ("[c] hidden",)))
    assert "<caption>Caption</caption>" in drawn and '<th scope="row">Oct 2026</th>' in drawn
    assert '<th scope="col" class="n">Count</th>' in drawn and "[c] hidden." in drawn and "tabindex" in drawn


def test_long_tables_fold_and_lose_nothing():
    rows = [Row(f"row {i}", (Entry(str(i)), Entry("x", words=True))) for i in range(36)]
    drawn = markup.table(table(rows), fold=True)
    assert "Show 30 earlier rows" in drawn and drawn.count('<tr><th scope="row"') == 6
    assert unfolded(drawn).count('<tr><th scope="row"') == 30 and ">row 35<" in unfolded(drawn)
    assert "<details" not in markup.table(table(rows))


def unfolded(drawn: str) -> str:
    """The folded rows as the browser makes them when they are unfolded."""
    return json.loads(html.unescape(re.search(r'data-more="([^"]+)"', drawn)[1]))


def test_nothing_in_a_folded_row_becomes_markup():
    rows = [Row("<img src=x onerror=alert(1)>", (Entry('"><script>'), Entry("x", words=True)))] * 36
    drawn = markup.table(table(rows), fold=True)
    for text in (drawn, unfolded(drawn)):
        assert "<img" not in text and "<script" not in text


def test_nothing_in_a_release_becomes_markup():
    bad = "<script>alert(1)</script>"
    row = Row(bad, (Entry(bad), Entry(bad, words=True)))
    figure = Figure(bad, bad, bad, bad, "ok", "up", bad)
    drawn = [
        markup.table(dataclasses.replace(table([row]), heading=bad, caption=bad, line=bad, source=bad)),
        markup.headline(Headline(bad, (figure,))), markup.sentence(Sentence((bad,), bad)),
        markup.note(Note(bad, bad, code=bad)), markup.strip([(bad, bad)]), markup.band(bad, bad, bad),
        markup.banner(bad), markup.question(bad),
    ]  # fmt: skip
    assert all("<script>" not in one and "&lt;script&gt;" in one for one in drawn)


def test_matrix_cells_are_shaded_and_keep_their_number():
    drawn = markup.table(table([Row("a", (Entry("7", 7, shade=1.0), Entry("0", 0, shade=0.0)))]))
    assert 'shade4">7<' in drawn and 'shade0">0<' in drawn


def test_rows_without_a_figure_are_folded_away_and_stay_in_the_csv():
    texts = ("12", "[c]", "[c] 0 to 14", "[x]", "[c] 0 to 6", "[c] 76% or more", "[c] 0 or more", "2 of 3 [u]")
    rows = (*(Row(f"row {n}", (Entry(t),)) for n, t in enumerate(texts)), Row("all", (Entry("[x]"),), total=True))
    assert [r.label for r in rows if silent(r)] == ["row 1", "row 2", "row 3", "row 6"]
    table = Table("", "Things", ("Thing", "Number"), rows, "things")
    drawn = markup.table(table)
    assert "Show 4 rows without a figure" in drawn and ">row 2<" in unfolded(drawn) and ">row 2<" not in drawn
    assert ">row 4<" in drawn and ">all<" in drawn and table.csv().count("row") == 8
    few = dataclasses.replace(table, rows=rows[:3])
    assert "<details" not in markup.table(few)
