"""Back to the child, at home only: pseudonyms in a file of members, rejects or an audit sample to local ids."""

import csv
import json
import re
from pathlib import Path
from typing import Any

from etl.pseudonymise.keys import PseudonymiseError
from etl.pseudonymise.outputs import read_lookup
from etl.read.sheet import EXTRA_CELLS, Unreadable
from etl.read.workbook import read_file
from etl.warehouse import private_files

LOCAL_ID = "local_id"
_MADE = re.compile(r"(.+?)-\d{8}(?:\d{4})?(?:-[PA])?(?:-R)?")
"""References that loading makes of child, date and whose record (police or authority) where the sender gives none."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def resolve(path: Path, lookup: Path, to: Path) -> tuple[int, int]:
    """Write the rows of `path` (CSV, workbook, or JSON of a vemt command) to `to` with a column `local_id` in front.

    Returns (rows, rows with a child found). The result is for its owner only. PseudonymiseError when the
    lookup is none, the file holds no rows, or `to` is there already.
    """
    if not lookup.is_file():
        raise PseudonymiseError(f"There is no lookup {lookup.name}: `vemt pseudonymise --lookup` writes it, at home.")
    if to.exists():
        raise PseudonymiseError(f"{to.name} is there already and was left alone; choose another name.")
    ids = read_lookup(lookup)
    rows = _rows(path)
    if not rows:
        raise PseudonymiseError(f"{path.name} holds no rows.")
    header = list(dict.fromkeys(name for row in rows for name in row))
    found = [_local_id(row, ids) for row in rows]
    with private_files():
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("x", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file)
            out.writerow([LOCAL_ID, *header])
            for local, row in zip(found, rows, strict=True):
                out.writerow([local, *(_safe(row.get(name, "")) for name in header)])
    return len(rows), sum(bool(local) for local in found)


def _rows(path: Path) -> list[dict[str, str]]:
    if path.suffix.lower() == ".json":
        return _rows_of_json(path)
    try:
        _, sheets = read_file(path)
    except Unreadable as error:
        raise PseudonymiseError(f"{path.name}: {error}.") from None
    frames = [s.frame.drop(columns=EXTRA_CELLS, errors="ignore") for s in sheets if not s.fault]
    return [dict(zip(map(str, f.columns), map(str, cells), strict=True)) for f in frames for cells in f.to_numpy()]


def _rows_of_json(path: Path) -> list[dict[str, str]]:
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        raise PseudonymiseError(f"{path.name} is no JSON.") from None
    lists = [said] if isinstance(said, list) else list(said.values()) if isinstance(said, dict) else []
    rows = next((v for v in lists if isinstance(v, list) and v and all(isinstance(r, dict) for r in v)), [])
    return [{str(k): "" if v is None else str(v) for k, v in row.items()} for row in rows]


def _local_id(row: dict[str, str], ids: dict[str, str]) -> str:
    """The local id of the first pseudonym in the row, "" when the lookup knows none of its cells."""
    for cell in row.values():
        made = _MADE.fullmatch(cell)
        if (local := ids.get(cell) or (ids.get(made[1]) if made else None)) is not None:
            return local
    return ""


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
