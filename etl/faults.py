"""Faults of rows: the standard rules' words, and how a fault is kept: file position, column, rule, severity."""

from dataclasses import dataclass

import pandas as pd

from data_contracts.kit import Contract
from data_contracts.rules import Severity

COLUMNS = ["position", "column", "rule", "severity"]
"""A fault frame: position in the batch, field name, rule name, `reject` or `warn`. Never a value."""


@dataclass(frozen=True)
class Words:
    """What is wrong and what the sender can do."""

    message: str
    remedy: str


STANDARD: dict[str, Words] = {
    "blank": Words("a cell that must be filled is blank", "fill it in at the source"),
    "not_in_list": Words("a code is not in the list of accepted codes", "use a code of the data dictionary"),
    "not_a_reference": Words(
        "a reference is not made of 4 to 80 letters, digits, - and _, or is a bare number that could be a case number",
        "send the pseudonym that `vemt pseudonymise` makes",
    ),
    "too_small": Words("a number is below the least that makes sense", "correct the number"),
    "not_a_date": Words("a date cannot be read", "write it as 30/09/2026 or 2026-09-30"),
    "not_a_number": Words("a number cannot be read", "write digits only"),
    "excel_serial": Words("a date came as a spreadsheet's number and was converted", "format the column as a date"),
    "placeholder_date": Words("a date that stands for no date was read as blank", "leave the cell empty"),
    "extra_cells": Words("there are filled cells beyond the last header", "the row has slipped: check its delimiters"),
    "duplicate_row": Words(
        "an exact copy of an earlier row was left out", "nothing to do; check why it is there twice"
    ),
    "duplicate_key": Words("an earlier row of this file has the same key and says something else", "keep one of them"),
    "same_key": Words("another row has the same child and date under another reference", "check whether it is one"),
    "wrong_authority": Words(
        "the row belongs to another authority than the file declares", "send it in that authority's file"
    ),
    "after_extract": Words("the date lies after the date of the extract", "correct the date, or extracted_at"),
    "outside_window": Words("the date lies outside the period that the file declares", "check date and period"),
    "row_count": Words("the manifest declares another number of rows", "check that the file is whole"),
    "child_not_on_list": Words(
        "the child is not in the authority's VEMT list (no fault of this file, so not counted in it)",
        "nothing, unless the two files should use the same pseudonyms",
    ),
    "two_births": Words(
        "an earlier row of this file gives the child another month of birth",
        "find out which is right and correct the other at the source; two children need two references",
    ),
    "attributes_differ": Words(
        "an earlier row of this file says something else about the child", "make the named columns agree at the source"
    ),
    "birth_differs": Words(
        "the month of birth is another than the one supplied before", "check that the reference is the same child's"
    ),
    "overlap": Words("the time overlaps with another row of the same child", "check the dates of both rows"),
    "overlap_across_files": Words(
        "the time overlaps with a row of another file for the same child (not counted in this file's warnings)",
        "check the dates of both rows; a correction needs the same reference, or the same period in manifest.csv",
    ),
    "before_birth": Words("it begins before the child's month of birth", "correct the date or the month of birth"),
    "after_18": Words("it begins after the child turned 18", "check the date and the month of birth"),
    "open_at_18": Words("it is still open although the child has turned 18", "add the end, if there is one"),
    "open_long": Words("the episode has been open for more than 30 days", "add the return, if there was one"),
    "not_in_care": Words(
        "the child is missing from care but was in no placement on that day", "check where the child went missing from"
    ),
    "trafficked_without_nrm": Words(
        "the category is Trafficked but no decision about the National Referral Mechanism is recorded",
        "record whether it was considered, and what was decided",
    ),
    "orphan": Words(
        "the row refers to something that has not been supplied",
        "send the file that holds it; then the row is taken in by itself",
    ),
    "changed_key": Words(
        "hardly any child of the extracts before is found again: the key or the references seem to have changed, and "
        "every child would be counted twice",
        "make the extract again with the key used before; if the change is meant, send a reference_merge file "
        "(old_ref, new_ref) that the authority makes from its two lookups",
    ),
    "large_shrink": Words(
        "the file replaces a period with less than half of the rows that it had", "check that the file is whole"
    ),
}


def words(contract: Contract, rule: str) -> Words:
    """Message and remedy of a rule of the contract, or of a standard rule."""
    for own in contract.rules:
        if own.name == rule:
            return Words(own.message, own.remedy)
    return STANDARD[rule]


def rule_columns(contract: Contract, rule: str) -> tuple[str, ...]:
    """The fields that a rule of the contract speaks of; () for a standard rule."""
    return next((r.columns for r in contract.rules if r.name == rule), ())


def cell_severity(contract: Contract, column: str, rule: str) -> Severity:
    """Severity of a fault in one cell: an unknown optional code warns (and is read as blank), the rest reject."""
    if rule in ("excel_serial", "placeholder_date", "duplicate_row"):
        return "warn"
    optional = column in contract.fields and contract.fields[column].need != "P"
    return "warn" if rule == "not_in_list" and optional else "reject"


def fault_frame(rows: list[tuple[int, str, str, str]] | None = None) -> pd.DataFrame:
    """A fault frame from tuples (position, column, rule, severity)."""
    return pd.DataFrame(rows or [], columns=COLUMNS).astype({"position": "int64"})
