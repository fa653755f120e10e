"""One number is the same in `vemt figure`, on the page and in the page's CSV: 200 cells at random."""

import csv
import html
import io
import json
import random
import re

import pytest
from typer.testing import CliRunner

from dashboard import markup, words
from dashboard.blocks import Chart, Table
from dashboard.cells import Cell
from dashboard.questions import all_questions
from dashboard.reading import Choice
from data_contracts.areas import ALL_AREAS, AREAS
from data_contracts.periods import complete_periods, parse
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED
from pipeline import app

CODES = {name: code for code, name in ALL_AREAS.items()}


def on_page(table: Table) -> list[list[str]]:
    """The cells of a table as the page shows them, row by row with the row header first."""
    rows = re.findall(r"<tr[^>]*>(<th scope=\"row\">.*?)</tr>", markup.table(table), re.DOTALL)
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in found]


def traced(released, table: Table):
    """(arguments of vemt figure, place of the cell) for tables whose columns are areas and rows periods or groups."""
    if not table.metric or not all(c in CODES for c in table.columns[1:]):
        return
    periods = {words.short_period(p): p for kind in ("month", "quarter", "year")
               for p in released.periods(kind, table.metric)}  # fmt: skip
    name = next((b for b in BREAKDOWNS.values() if b.label == table.columns[0]), None)
    settled = next((p for p in complete_periods("quarter", parse("2023-11").start, parse("2026-10").end)
                    if table.caption.endswith(p.label)), None)  # fmt: skip
    for down, row in enumerate(table.rows):
        groups = (
            {label: c for c, label in (name.vocabulary.labels | {NOT_RECORDED: "Not recorded"}).items()} if name else {}
        )
        for across, area in enumerate(table.columns[1:], 1):
            if row.label in periods:
                yield table.metric, periods[row.label], CODES[area], [], down, across
            elif row.label in groups and settled:
                yield table.metric, settled, CODES[area], ["--by", f"{name.name}={groups[row.label]}"], down, across


@pytest.fixture(scope="module")
def cells(released):
    found = []
    for question in all_questions():
        for area in AREAS:
            for block in question.answer(released, Choice(parse("2026-10"), area)):
                table = block.table if isinstance(block, Chart) else block
                if isinstance(table, Table):
                    found += [(table, *one) for one in traced(released, table)]
    return found


def test_figure_page_and_csv_agree(released, releases, cells):
    assert len(cells) > 1000 and sum(bool(by) for *_, by, _, _ in cells) > 100
    runner = CliRunner()
    for table, metric, period, area, by, down, across in random.Random(7).sample(cells, 200):
        asked = ["figure", metric, "--audience", "strategic", "--period", period.code, "--area", area, *by, "--json"]
        said = runner.invoke(app, [*asked, "--home", str(releases.parent)])
        taken = list(csv.reader(io.StringIO(table.csv())))[down + 1]
        (row,) = [r for r in on_page(table) if r[0] == taken[0]]  # rows without a figure stand below the others
        shown, taken = row[across], taken[across]
        assert shown == taken
        if said.exit_code == 3:  # nothing released for this cell: the page says not supplied
            assert shown == "[x]"
            continue
        told = json.loads(said.stdout)
        low, high = told["range"] or (None, None)
        numbers = [told[k] for k in ("denominator", "value", "lower", "upper")]
        cell = Cell(
            metric, period, area, (), told["basis"], told["numerator"], None, *numbers, low, high, told["status"]
        )
        unit = str(released.told(metric).get("unit", ""))
        assert shown == words.cell_text(cell, released.kind_of(metric), unit), (asked, shown)
