"""How extract files and their manifest are written, by the demo and by pseudonymising: the same bytes each time."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

MANIFEST = "manifest.csv"
MANIFEST_COLUMNS = ("file", "sheet", "la_code", "table_name", "period_from", "period_to", "complete_from",
                    "extracted_at", "source_system", "schema_version", "row_count", "pseudonym_method",
                    "contact_role")  # fmt: skip


def csv_text(lines: Iterable[Iterable[object]], delimiter: str = ",") -> str:
    """Lines of cells as CSV text; dates are ISO."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(lines)
    return out.getvalue()


def write_csv(path: Path, lines: Iterable[Iterable[object]], encoding: str = "utf-8", delimiter: str = ",") -> None:
    """`lines` (header first) as a CSV file; encoding `utf-8-sig` writes a byte order mark."""
    path.write_bytes(csv_text(lines, delimiter).encode(encoding))


def manifest_row(file: str, table: str, period: tuple[date, date] | None, extracted: date, rows: int, *,
                 la_code: str = "", sheet: str = "", source: str = "SPREADSHEET",
                 method: str = "SALTED_HASH") -> dict[str, object]:  # fmt: skip
    """One line of the manifest; `period` None where the extract has no window."""
    first, last = period or ("", "")
    return {
        "file": file, "sheet": sheet, "la_code": la_code, "table_name": table, "period_from": first, "period_to": last,
        "complete_from": "", "extracted_at": extracted, "source_system": source, "schema_version": "1",
        "row_count": rows, "pseudonym_method": method, "contact_role": "Data lead",
    }  # fmt: skip


def write_manifest(folder: Path, rows: Iterable[dict[str, object]]) -> None:
    """`manifest.csv`: what each file (and sheet) holds and for which days."""
    write_csv(folder / MANIFEST, [list(MANIFEST_COLUMNS), *([r[c] for c in MANIFEST_COLUMNS] for r in rows)])


def add_to_manifest(folder: Path, rows: Iterable[dict[str, object]]) -> None:
    """The folder's manifest with `rows` put in, in place of lines of the same file and sheet; ordered by file."""
    path, lines = folder / MANIFEST, {}
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                lines[line["file"], line.get("sheet") or ""] = {c: line.get(c) or "" for c in MANIFEST_COLUMNS}
    for row in rows:
        lines[str(row["file"]), str(row["sheet"])] = {c: str(row[c]) for c in MANIFEST_COLUMNS}
    write_manifest(folder, [dict[str, object](lines[key]) for key in sorted(lines)])
