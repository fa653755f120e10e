"""Writing the demo's workbooks, population and events as bytes that are the same each time."""

from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.demo.style import Cells
from etl.extract_files import write_csv

_EPOCH = datetime(1899, 12, 30)
_CREATED = datetime(2026, 10, 31)
_POPULATION_2024 = (
    ("National", "", "", "", "", "", 12183016),
    ("Regional", "E12000001", "North East", "", "", "", 542710),
    ("Local authority", "E12000001", "North East", "805", "E06000001", "Hartlepool", 21090),
    ("Local authority", "E12000001", "North East", "806", "E06000002", "Middlesbrough", 35617),
    ("Local authority", "E12000001", "North East", "807", "E06000003", "Redcar and Cleveland", 27499),
    ("Local authority", "E12000001", "North East", "808", "E06000004", "Stockton-on-Tees", 45079),
)
"""Residents aged 0 to 17, mid-2024. Source: Office for National Statistics, Open Government Licence v3.0."""


def write_xlsx(path: Path, sheets: dict[str, Cells], serials: bool = False) -> None:
    """A workbook with one sheet per name; dates as Excel dates, or as bare serial numbers if `serials`."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": _CREATED, "title": "Made-up data", "author": "demo"})
        formats = {False: book.add_format({"num_format": "dd/mm/yyyy"}),
                   True: book.add_format({"num_format": "dd/mm/yyyy hh:mm"})}  # fmt: skip
        bold = book.add_format({"bold": True})
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(lines[0]), 18)
            sheet.write_row(0, 0, lines[0], bold)
            for number, line in enumerate(lines[1:], start=1):
                for column, value in enumerate(line):
                    _write_cell(sheet, number, column, value, formats, serials)


def _write_cell(sheet: Worksheet, row: int, column: int, value: object, formats: dict[bool, Format],
                serials: bool) -> None:  # fmt: skip
    if isinstance(value, date):
        clock = isinstance(value, datetime)
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        if serials and not clock:
            sheet.write_number(row, column, (moment - _EPOCH).days)
        else:
            sheet.write_datetime(row, column, moment, formats[clock])
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value != "":
        sheet.write_string(row, column, str(value))


def write_population(path: Path) -> int:
    """The published mid-year estimates of 2024 in their published layout; returns the rows written."""
    head = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code",
            "region_name", "old_la_code", "new_la_code", "la_name", "age_group", "population_estimate"]  # fmt: skip
    lines: Cells = [list(head)]
    for level, *areas, people in _POPULATION_2024:
        lines.append([2024, "Reporting year", level, "E92000001", "England", *areas, "Children aged 0 to 17 years",
                      people])  # fmt: skip
    write_csv(path, lines)
    return len(_POPULATION_2024)


def write_events(notes: Path, day: date) -> None:
    """`notes/events.toml`: what happened, for charts to mark."""
    notes.mkdir(parents=True, exist_ok=True)
    (notes / "events.toml").write_text(
        "# Events that charts mark. Made up, for the demonstration.\n\n"
        "[[event]]\n"
        f"date = {day:%Y-%m-%d}\n"
        'area = "TEES"\n'
        'metric = "added_to_list"\n'
        'title = "New screening tool in use"\n'
        'source = "Strategic group minutes (made up)"\n',
        encoding="utf-8",
        newline="\n",
    )
