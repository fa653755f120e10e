"""Reading the demo's files back, whatever their headers, dates and encoding, for its tests."""

import csv
import io
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from python_calamine import CalamineWorkbook

from data_contracts.code_list import fold
from data_contracts.vocabularies import AUTHORITIES
from etl.demo import LIST_FIELDS, MISSING_FIELDS
from etl.demo.plan import PROFILES
from etl.demo.style import header

Row = dict[str, str]


def lines_of(path: Path) -> list[list[str]]:
    """Lines of a file."""
    if path.suffix == ".xlsx":
        return [[str(c) for c in row] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    first = text.split("\n", 1)[0]
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ","))


@lru_cache(maxsize=512)
def rows_of(path: Path) -> list[Row]:
    """Rows of a list or missing file by our field names."""
    slug = next(a.slug for a in AUTHORITIES if path.name.startswith(a.slug))
    profile = next(p for p in PROFILES if p.slug == slug)
    names = {fold(header(profile, f)): f for f in ("la_code", *LIST_FIELDS, *MISSING_FIELDS)}
    lines = lines_of(path)
    return [dict(zip([names[fold(h)] for h in lines[0]], line, strict=True)) for line in lines[1:]]


def as_day(text: str) -> date | None:
    """The day that a cell names, if any."""
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def files_of(folder: Path, extract: str, slug: str = "*") -> list[Path]:
    """Files of an extract, by name."""
    return sorted(folder.glob(f"{slug}-{extract}-*"))
