"""Canary counts stand in hidden cells, and no exit of the product may utter one.

A hidden cell carries its mark and, at most, the range that anyone could work out. What is scanned for are the true
numbers of hidden cells that the same file neither shows elsewhere nor gives as the end of a range.
"""

import re
import struct
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from canaries import LEAST, canary_rows, period_code
from small_home import LEFT_OUT
from streamlit.testing.v1 import AppTest

from commands import releasing
from dashboard import access, charts, markup, strip
from dashboard.blocks import Chart, Table
from dashboard.questions import all_questions
from dashboard.reading import VIEWS
from dashboard.released import Released
from data_contracts.metric_rows import KEY
from data_contracts.published_rows import KEY as ROW
from data_contracts.published_rows import SCHEMA
from queries.run import RunResult
from release.audiences import load_audiences
from release.build import read_tables

AS_AT = "2026-10-31"
HIDING = ("strategic", "assurance", "public", "operational-hartlepool")
_NUMBERS = ["n", "yes", "no", "not_recorded"]
_PRINTED = ["numerator", "not_recorded", "denominator"]


@dataclass(frozen=True)
class Told:
    """A home whose release hides canaries, what its making said, and each audience's canaries."""

    vemt: object
    said: str
    hidden: dict[str, frozenset[int]]
    tables: dict[str, dict[str, pd.DataFrame]]

    @property
    def folder(self) -> Path:
        """The release."""
        return next(p for p in (self.vemt.home / "releases").iterdir() if p.is_dir())

    @property
    def all(self) -> frozenset[int]:
        """What is hidden from any of the audiences: what is no file of figures utters none of it."""
        return frozenset.union(*self.hidden.values())


@pytest.fixture(scope="module")
def told(request, tmp_path_factory) -> Told:
    """Build and publish the canaries through the front door, counting left out."""
    vemt = request.getfixturevalue("vemt_at")(tmp_path_factory.mktemp("canaries") / "home")
    rows, none = canary_rows(), pd.DataFrame()
    kept = {n: a for n, a in load_audiences().items() if n not in LEFT_OUT}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(releasing, "run", lambda *_, **__: RunResult(rows, none, none, none))
        patch.setattr(releasing, "load_audiences", lambda _: kept)
        made = vemt.run("release", "--as-at", AS_AT, "--override", "canaries, data lead", "--json")
        assert made.exit_code == 0, made.stderr
        release_id = next(p.name for p in (vemt.home / "releases").iterdir() if p.is_dir())
        out = vemt.run("publish", release_id, "--yes")
    tables = read_tables(vemt.home / "releases", release_id)
    hidden = {name: _hidden(tables[name]["figures"], rows) for name in HIDING}
    return Told(vemt, made.stdout + made.stderr + out.stdout + out.stderr, hidden, tables)


def _hidden(figures: pd.DataFrame, rows: pd.DataFrame) -> frozenset[int]:
    """True numbers of the hidden cells that the file neither shows elsewhere nor bounds a range with."""
    mine = figures.loc[figures["status"] == "c", ROW].rename(columns={"start": "period_start"}).merge(rows, on=KEY)
    true = {int(v) for c in _NUMBERS for v in mine[c].dropna() if v >= LEAST}
    shown = figures[figures["status"] != "c"]
    ends = {int(v) for c in ("range_low", "range_high") for v in figures[c].dropna()}
    return frozenset(true - ends - {int(v) for c in _PRINTED for v in shown[c].dropna()})


def uttered(text: str, canaries: frozenset[int]) -> set[int]:
    """The canaries that stand in a text, with or without thousands separators."""
    plain = re.findall(r"(?<![0-9a-fA-F])[1-9]\d{4,5}(?![0-9a-fA-F])", text)
    grouped = re.findall(r"(?<!\d)[1-9]\d{1,2},\d{3}(?!\d)", text)
    return canaries & {int(t.replace(",", "")) for t in (*plain, *grouped)}


def test_there_are_canaries_and_the_scan_hears_them(told):
    assert all(len(told.hidden[a]) >= 20 for a in HIDING)
    one = min(told.all)
    for text in (f"x {one} y", f'{{"a": {one}}}', f"{one:,} children", f"a,{one},b", f"{one}.0"):
        assert uttered(text, told.all) == {one}, text
    assert not uttered(f"a{one}b {one}0 0{one}", told.all)


# --- files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", HIDING)
def test_the_bytes_of_a_file_free_pages_too(told, audience):
    raw = (told.folder / f"{audience}.duckdb").read_bytes()
    assert uttered(raw.decode("latin-1"), told.hidden[audience]) == set()
    for canary in told.hidden[audience]:
        assert struct.pack("<d", canary) not in raw
        # two bytes before zeros stand everywhere in a file; from three on it is no chance
        assert canary < 1 << 16 or struct.pack("<q", canary) not in raw


@pytest.mark.parametrize("audience", HIDING)
def test_the_tables_of_a_file(told, audience):
    for name, table in told.tables[audience].items():
        assert uttered(table.to_csv(index=False), told.hidden[audience]) == set(), name


@pytest.mark.parametrize("audience", HIDING)
def test_a_hidden_row_has_its_mark_its_range_and_nothing_else(told, audience):
    figures = told.tables[audience]["figures"]
    hidden = figures[figures["status"] == "c"]
    bare = ["numerator", "not_recorded", "denominator", "value", "lower", "upper"]
    assert len(hidden) > 50 and hidden[bare].isna().all(axis=None)
    counts = hidden[hidden["range_low"].notna()]
    assert len(counts) and (counts["range_high"] > counts["range_low"]).all()


@pytest.mark.parametrize("audience", HIDING)
def test_no_hint_of_which_cell_was_hidden_first(told, audience):
    tables = told.tables[audience]
    assert set(tables) == {"figures", "signals", "events", "supply", "about"}
    assert list(tables["figures"].columns) == list(SCHEMA.columns)
    assert tables["figures"][ROW].equals(tables["figures"][ROW].sort_values(ROW, ignore_index=True))
    about = tables["about"]
    words = " ".join(about.loc[~about["key"].str.startswith("definition:"), "value"])
    for text in (words, tables["signals"].to_csv(), (told.folder / "manifest.json").read_text(), told.said):
        assert not re.search(r"secondary|primary (cell|count)|complement|suppress", text, re.IGNORECASE)


def test_what_stands_beside_the_files(told):
    files = [p for p in (told.vemt.home / "releases").rglob("*") if p.is_file() and p.suffix != ".duckdb"]
    assert {p.name for p in files} >= {"manifest.json", "current", "published.json"}
    for file in files:
        assert uttered(file.read_text("utf-8"), told.all) == set(), file.name


# --- commands -------------------------------------------------------------------------------


def test_what_making_the_release_said_and_logged(told):
    logs = [p.read_text("utf-8") for p in (told.vemt.home / "logs").iterdir()]
    assert len(logs) == 1 and '"command": "release"' in logs[0]
    for text in (told.said, *logs):
        assert uttered(text, told.all) == set()


def test_listing_commands(told):
    for words in (("releases",), ("metrics",), ("status",), ("calendar", "--from", AS_AT), ("rejects",)):
        for more in ((), ("--json",)):
            result = told.vemt.run(*words, *more)
            assert result.exit_code == 0 and uttered(result.stdout + result.stderr, told.all) == set(), words


@pytest.mark.parametrize("audience", HIDING)
def test_the_figure_command(told, audience):
    figures = told.tables[audience]["figures"]
    hidden = figures[figures["status"] == "c"]
    for row in hidden.iloc[:: max(1, len(hidden) // 8)].to_dict("records"):
        splits = [(row["by1"], row["cat1"]), (row["by2"], row["cat2"])]
        by = [w for b, c in splits if b != "total" for w in ("--by", f"{b}={c}")]
        period = period_code(row["period_kind"], row["start"])
        words = ("figure", row["metric"], "--audience", audience, "--period", period, "--area", row["area"],
                 "--basis", row["basis"], *by)  # fmt: skip
        found, plain = told.vemt.json(*words), told.vemt.run(*words)
        assert found["status"] == "c" and found["value"] is None and found["numerator"] is None
        assert uttered(str(found) + plain.stdout + plain.stderr, told.hidden[audience]) == set()


@pytest.mark.parametrize("audience", HIDING)
def test_the_export(told, audience, tmp_path):
    said = told.vemt.run("export", "--audience", audience, "--out", tmp_path / "f.csv")
    assert said.exit_code == 0
    for text in (said.stdout, *(f.read_text("utf-8") for f in tmp_path.iterdir())):
        assert uttered(text, told.hidden[audience]) == set()


# --- pages ----------------------------------------------------------------------------------


@cache
def blocks_of(releases: Path, audience: str) -> tuple[tuple[str, object], ...]:
    """Every block of every page of an audience, for two periods, two areas and each view."""
    released = Released.open(releases, audience)
    found = []
    for period in strip.periods(released)[:4:2]:
        for area in strip.areas(released)[:2]:
            for view in VIEWS:
                choice = replace(strip.chosen(released, period.code, area), view=view)
                found += [(q.SLUG, b) for q in all_questions() for b in q.answer(released, choice)]
    return tuple(found)


def tables_of(block: object) -> list[Table]:
    return [block] if isinstance(block, Table) else [block.table] if isinstance(block, Chart) else []


@pytest.mark.parametrize("audience", HIDING)
def test_the_words_and_tables_of_pages(told, audience):
    found = blocks_of(told.vemt.home / "releases", audience)
    assert any("[c]" in e.text for _, b in found for t in tables_of(b) for r in t.rows for e in r.entries)
    for slug, block in found:
        assert uttered(repr(block), told.hidden[audience]) == set(), slug


@pytest.mark.parametrize("audience", HIDING)
def test_the_downloads_of_tables(told, audience):
    for slug, block in blocks_of(told.vemt.home / "releases", audience):
        for table in tables_of(block):
            assert uttered(table.csv(), told.hidden[audience]) == set(), slug
            assert uttered(markup.table(table, False), told.hidden[audience]) == set(), slug


@pytest.mark.parametrize("audience", HIDING)
def test_charts_their_axes_and_their_text_alternatives(told, audience):
    drawn = [(slug, b) for slug, b in blocks_of(told.vemt.home / "releases", audience) if isinstance(b, Chart)]
    assert drawn
    for slug, block in drawn:
        assert uttered(block.alt, told.hidden[audience]) == set(), slug
        for figure in charts.figures(block):
            assert uttered(figure.to_json(), told.hidden[audience]) == set(), slug
            top = _top(figure)
            shown = [p.y for s in block.series for p in s.points if p.y is not None]
            limits = [v for v in (block.upper, block.target, *(b[1] for b in block.band if b)) if v is not None]
            assert top is None or top <= 8 * max([1.0, *shown, *limits]), slug


def _top(figure) -> float | None:
    ends = figure.layout.yaxis.range or figure.layout.xaxis.range
    return float(ends[1]) if ends and isinstance(ends[1], int | float) else None


def page(slug: str) -> None:
    import dashboard.app as app
    from dashboard.questions import all_questions

    app.guarded(next(q for q in all_questions() if slug == q.SLUG), app.desk())()


@pytest.mark.parametrize(("slug", "audience"), [("overview", "assurance"), ("on-the-list", "strategic"),
                                                ("risk", "assurance")])  # fmt: skip
def test_a_whole_page_as_the_browser_gets_it(told, slug, audience, monkeypatch):
    monkeypatch.setenv("VEMT_HOME", str(told.vemt.home))
    monkeypatch.setenv("VEMT_AUDIENCE", audience)
    monkeypatch.setattr(access, "client_address", lambda: None)
    monkeypatch.setattr(access, "listens_here_only", lambda: True)
    drawn = AppTest.from_function(page, kwargs={"slug": slug}, default_timeout=60).run()
    assert not drawn.exception
    sent = "".join(str(e.proto) for kind in ("html", "plotly_chart", "download_button") for e in drawn.get(kind))
    assert "[c]" in sent and uttered(sent, told.hidden[audience]) == set()
