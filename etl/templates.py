"""Empty templates and the data dictionary, made from the contracts so that they can never say anything else."""

import csv
import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from data_contracts.kit import CODE_LISTS_SHEET, Contract, Field, contracts
from data_contracts.vocabularies import YES_NO

ADMINISTRATOR = (
    "list", "missing", "meeting", "seat", "attendance", "action", "plan_action", "audit", "audit_answer",
    "audit_theme_note", "audit_plan", "training", "communication", "document",
)  # fmt: skip
"""Extracts that a partnership administrator keeps, in the order of the workbook's sheets."""

DICTIONARY = (
    "extract", "column", "kind", "need", "codes", "description", "national", "also_accepted", "rules",
)  # fmt: skip
"""Columns of data-dictionary.csv."""

KINDS = {
    "ref": "reference", "code": "code", "codes": "codes separated by |", "date": "date (YYYY-MM-DD)",
    "datetime": "date, or date and time (YYYY-MM-DD HH:MM)", "month": "month (YYYY-MM)",
    "quarter": "financial quarter (2026-27-Q1)", "int": "whole number", "yes_no": "Y or N",
    "yes_or_date": "Y, N or the date (YYYY-MM-DD)", "text": "text",
}  # fmt: skip
NEEDS = {"R": "column needed", "P": "needed in every row", "O": "optional"}
_ROWS = 5000
"""Rows of a sheet that carry the lists to choose from."""
_EPOCH = datetime.datetime(2026, 1, 1)
"""Written as the workbook's date of creation, so that the same contracts give the same bytes."""


def write_templates(folder: Path) -> list[Path]:
    """Writes one empty CSV per extract, the data dictionary and the administrator's workbook; returns the paths.

    Published files have no template: they are read as their publishers make them. The folder is
    made if it is not there. OSError if it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    own = [c for c in contracts().values() if not c.published]
    return [
        *(_write_csv(folder / f"{c.name}.csv", [tuple(c.fields)]) for c in own),
        _write_csv(folder / "data-dictionary.csv", [DICTIONARY, *(row for c in own for row in _dictionary_rows(c))]),
        _write_markdown(folder / "data-dictionary.md", own),
        _write_workbook(folder / "administrator-workbook.xlsx"),
    ]


def _write_csv(path: Path, rows: list[tuple[str, ...]]) -> Path:
    # the byte-order mark lets Excel read the file as UTF-8
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)
    return path


# --- dictionary ------------------------------------------------------------------------------


def _dictionary_rows(contract: Contract) -> list[tuple[str, ...]]:
    return [
        (
            contract.name, name, KINDS[spec.kind], _need(name, spec), _codes(spec), spec.description, spec.national,
            "; ".join(spec.aliases), "; ".join(_rules(contract, name)),
        )
        for name, spec in contract.fields.items()
    ]  # fmt: skip


def _need(name: str, spec: Field) -> str:
    return "here, in the manifest or in the file's name" if name == "la_code" else NEEDS[spec.need]


def _codes(spec: Field) -> str:
    if spec.vocabulary is None:
        return ""
    return "; ".join(f"{code} = {words}" for code, words in spec.vocabulary.labels.items())


def _rules(contract: Contract, name: str) -> list[str]:
    done = {"reject": "row refused", "warn": "warning"}
    return [f"{done[r.severity]} if {r.message}" for r in contract.rules if name in r.columns]


def _write_markdown(path: Path, own: list[Contract]) -> Path:
    lines = ["# Data dictionary", "", "Made from the contracts in `data_contracts/`."]
    for contract in own:
        keys = " and ".join(f"`{k}`" for k in contract.key)
        lines += ["", f"## {contract.title}: `{contract.name}`", "", contract.description, f"A row is named by {keys}."]
        lines += [
            "",
            "| column | kind | need | codes | description | national | rules |",
            "|---|---|---|---|---|---|---|",
        ]
        for _, name, kind, need, codes, description, national, _also, rules in _dictionary_rows(contract):
            cells = (f"`{name}`", kind, need, codes, description, national, rules)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


# --- workbook --------------------------------------------------------------------------------


def _write_workbook(path: Path) -> Path:
    known = contracts()
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": "VEMT administrator's workbook", "created": _EPOCH})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheets = {name: book.add_worksheet(name) for name in ADMINISTRATOR}
        lists = _write_lists(book, [known[name] for name in ADMINISTRATOR])
        formats = {kind: book.add_format({"num_format": form}) for kind, form in _NUMBER_FORMATS.items()}
        for name, sheet in sheets.items():
            _write_sheet(sheet, known[name], lists, bold, formats)
    return path


_NUMBER_FORMATS = {
    "date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "month": "@", "quarter": "@", "ref": "@", "code": "@",
    "codes": "@",
}  # fmt: skip
"""References, codes, months and quarters are text, so that Excel leaves them as they are typed."""


def _write_lists(book: xlsxwriter.Workbook, own: list[Contract]) -> dict[str, str]:
    """Writes the sheet of code lists and returns, by the list's name, the range of its codes."""
    sheet = book.add_worksheet(CODE_LISTS_SHEET)
    bold = book.add_format({"bold": True})
    vocabularies = {f.vocabulary.name: f.vocabulary for c in own for f in c.fields.values() if f.vocabulary}
    ranges: dict[str, str] = {}
    for nth, vocabulary in enumerate(({YES_NO.name: YES_NO} | vocabularies).values()):
        left = nth * 3
        sheet.write_row(0, left, (vocabulary.name, f"{vocabulary.name} in words"), bold)
        for row, (code, words) in enumerate(vocabulary.labels.items(), start=1):
            sheet.write_string(row, left, code)
            sheet.write_string(row, left + 1, words)
        sheet.set_column(left, left + 1, 24)
        column = xl_col_to_name(left, col_abs=True)
        ranges[vocabulary.name] = f"='{CODE_LISTS_SHEET}'!{column}$2:{column}${len(vocabulary.codes) + 1}"
    sheet.freeze_panes(1, 0)
    return ranges


def _write_sheet(
    sheet: Worksheet, contract: Contract, lists: dict[str, str], bold: Format, formats: dict[str, Format]
) -> None:
    sheet.freeze_panes(1, 0)
    for column, (name, spec) in enumerate(contract.fields.items()):
        sheet.write_string(0, column, name, bold)
        sheet.write_comment(0, column, f"{spec.description} ({KINDS[spec.kind]}; {_need(name, spec)})", {"author": ""})
        sheet.set_column(column, column, max(14, len(name) + 2), formats.get(spec.kind))
        chosen = YES_NO if spec.kind == "yes_no" else spec.vocabulary
        if chosen is None or spec.kind == "codes":
            continue
        sheet.data_validation(1, column, _ROWS, column, {
            "validate": "list", "source": lists[chosen.name], "error_title": contract.title,
            "error_message": f"Choose a code; {name} is explained on the sheet '{CODE_LISTS_SHEET}'.",
        })  # fmt: skip
