"""What was refused, so that the sender can act: file, row, rule and remedy, never what stood in a cell."""

import csv
import io
from pathlib import Path

import duckdb
import pandas as pd

from etl.faults import STANDARD, words
from etl.report import contract_of
from etl.warehouse import private_files

COLUMNS = ("file", "sheet", "row_number", "la_code", "rule", "columns", "severity", "other_file", "other_row",
           "message", "remedy")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rejected_rows(con: duckdb.DuckDBPyConnection, warnings: bool = False) -> pd.DataFrame:
    """One row per fault that refused a row, and with `warnings` per other fault too; columns COLUMNS.

    con: the warehouse. row_number is the sender's spreadsheet row; null for a fault of the whole file. other_file and
    other_row: the row that it stands against, where the rule is about two.
    A file that a newer one with the same name has replaced is left out.
    """
    found = con.execute(
        """
        with newest as (
            select *, max(load_id) over (partition by file_name, sheet, extract, la_code) as last_load from load_file
        )
        select
            newest.file_name as file, newest.sheet, row_number, newest.la_code, coalesce(rule, 'refused') as rule,
            columns,
            coalesce(severity, 'reject') as severity, newest.extract, newest.reason,
            case when related_row is not null then coalesce(other.file_name, newest.file_name)
                || coalesce(' [' || if(other.file_id is null, newest.sheet, other.sheet) || ']', '') end as other_file,
            related_row as other_row
        from newest left join problem using (file_id) left join load_file as other on other.file_id = related_file
        where newest.load_id = last_load and (rule is not null or newest.status = 'refused')
            and (? or coalesce(severity, 'reject') <> 'warn')
        order by severity, newest.file_name, newest.sheet nulls first, row_number nulls first, rule,
            other_file, other_row
        """,
        [warnings],
    ).df()
    said = [_said(e, rule, reason) for e, rule, reason in found[["extract", "rule", "reason"]].itertuples(index=False)]
    found["message"] = [message for message, _ in said]
    found["remedy"] = [remedy for _, remedy in said]
    return found[list(COLUMNS)].astype({"row_number": "Int64", "other_row": "Int64"})


def _said(extract: str, rule: str, reason: str) -> tuple[str, str]:
    if isinstance(reason, str):
        return reason, "correct the file and send it again"
    contract = contract_of(extract)
    known = contract is not None and rule in {r.name for r in contract.rules}
    if contract is None or not (known or rule in STANDARD):
        return rule, ""
    found = words(contract, rule)
    return found.message, found.remedy


def write_rejects_csv(con: duckdb.DuckDBPyConnection, path: Path, warnings: bool = False) -> int:
    """Write `rejected_rows` as CSV (UTF-8 with mark, so that Excel reads it) for the owner only; the number of rows.

    Names of files and sheets come from outside: a cell that a spreadsheet would run is written as text.
    """
    rows = rejected_rows(con, warnings)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows.itertuples(index=False):
        writer.writerow(["" if pd.isna(cell) else _safe(str(cell)) for cell in row])
    with private_files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    return len(rows)


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
