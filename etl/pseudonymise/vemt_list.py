"""A raw VEMT list, as a group keeps it in a spreadsheet, to the `list` extract."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path

from data_contracts.code_list import fold
from data_contracts.vocabularies import PLACEHOLDER_DATES, Authority
from etl.pseudonymise.cleaning import DATES, YES_OR_DATE, Cleaner, as_date, month_first
from etl.pseudonymise.column_map import FIELDS, NEEDED, PSEUDONYMS, ColumnMap
from etl.pseudonymise.keys import PseudonymiseError
from etl.pseudonymise.outputs import Extract, Progress, Pseudonyms, Report
from etl.pseudonymise.raw import Sheet, read_sheets

_DAY = re.compile(r"(?<!\d)(20\d{2})[-_. ]?(0[1-9]|1[0-2])(?:[-_. ]?([0-2]\d|3[01]))?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)([0-2]\d|3[01])[-_. ](0[1-9]|1[0-2])[-_. ](20\d{2})(?!\d)")


_TOTAL = re.compile(
    r"(?:grand|sub|overall)?[ -]?totals?(?: (?:children|number|open|active|cases))?[ :=]*\d*", re.IGNORECASE
)


def extracts(
    files: list[Path], la: Authority, names: Pseudonyms, column_map: ColumnMap, report: Report, progress: Progress
) -> list[Extract]:
    """One `list` extract per day of the raw lists in `files`; `report` is filled. PseudonymiseError as in the map."""
    cleaner, by_day = Cleaner(column_map.values), dict[date, list[dict[str, str]]]()
    for number, path in enumerate(files):
        progress("Reading raw lists", number, len(files))
        rows = _file(path, names, column_map, cleaner, report)
        by_day.setdefault(_day_of(path, rows), []).extend(rows)
    progress("Reading raw lists", len(files), len(files))
    report.blanked = dict(sorted(cleaner.lost.items()))
    return [_extract(la, day, rows, column_map) for day, rows in sorted(by_day.items())]


def _file(
    path: Path, names: Pseudonyms, column_map: ColumnMap, cleaner: Cleaner, report: Report
) -> list[dict[str, str]]:
    """Harmless rows of every sheet of `path` that is a list; at least one must be."""
    tables = [(s, *s.table(column_map.columns.values())) for s in read_sheets(path)]
    used = [t for t in tables if t[2]]
    # a sheet of drop-down lists shares headers with the list, but holds no child and no date of being added
    needed = {fold(column_map.columns[n]) for n in NEEDED}
    used = [t for t in used if needed & {fold(h) for h in t[1]}] or used
    if not used:
        headers = max((t[1] for t in tables), key=len, default=[])
        column_map.locate(headers, path.name)  # says which header is not there
        report.notes.append(f"{path.name} has headers but no rows.")
    found = []
    for sheet, headers, rows in used:
        where = f"{path.name}, sheet {sheet.name}" if sheet.name else path.name
        places = column_map.locate(headers, where)
        rows = _without_totals(sheet, rows, places, where, report)
        _check_dates(rows, places, where)
        found += [_row(row, places, names, cleaner) for row in rows]
        report.dropped[where] = [h for h in headers if h.strip() and h not in places.values()]
    if used:
        report.notes += [
            f"{path.name}: a sheet without the columns {' and '.join(NEEDED)} of the map, number {n}, was left out."
            for n, table in enumerate(tables, 1)
            if table[0].name and not any(table is u for u in used)
        ]
    report.files_read.append(path.name)
    report.rows += len(found)
    return found


def _without_totals(
    sheet: Sheet, rows: list[dict[str, str]], places: dict[str, str], where: str, report: Report
) -> list[dict[str, str]]:
    """The rows without those that only add others up, which are named in the report: nobody is behind a total.

    Such a row has no day of being added and a cell that says nothing but total: in the number's column, in the name's,
    or wherever else.
    """
    filled = [n for n, row in enumerate(sheet.rows, 1) if any(c.strip() for c in row)]  # those under the headers last
    children = []
    for number, row in zip(filled[-len(rows) :], rows, strict=True):
        added = as_date(row.get(places["added_date"], ""))
        if added is None and any(_TOTAL.fullmatch(cell.strip()) for cell in row.values()):
            report.notes.append(f"{where}: row {number} was left out, as it is a total and not a child.")
        else:
            children.append(row)
    return children


def _check_dates(rows: list[dict[str, str]], places: dict[str, str], where: str) -> None:
    """PseudonymiseError if a date column has the month first: its other dates would be read wrongly."""
    for name in ("birth_month", *DATES, *YES_OR_DATE):
        wrong = sum(month_first(row.get(places.get(name, ""), "")) for row in rows)
        if wrong:
            raise PseudonymiseError(
                f"{where}: “{places[name]}” has {wrong} dates that can only be month first. Dates are read day first; "
                "correct them, or save the list with dates like 2026-09-30."
            )


def _row(row: dict[str, str], places: dict[str, str], names: Pseudonyms, cleaner: Cleaner) -> dict[str, str]:
    made = {}
    for name, header in places.items():
        text = row.get(header, "")
        if name in PSEUDONYMS:
            made[name] = names.of(PSEUDONYMS[name], text, remember=name == "child_ref")
        else:
            made[name] = cleaner.cell(name, text)
    return made


def _day_of(path: Path, rows: list[dict[str, str]]) -> date:
    """The day that a list shows: from the file's name, else the last date in it. PseudonymiseError if neither."""
    if match := _DAY_FIRST.search(path.stem):
        return _in_month(int(match[3]), int(match[2]), int(match[1]))
    if match := _DAY.search(path.stem):
        return _in_month(int(match[1]), int(match[2]), int(match[3] or 31))
    days = [d for row in rows for d in _days(row)]
    if not days:
        raise PseudonymiseError(
            f"The day that {path.name} shows is not known: put it into the file's name, like list-2026-09-30.csv."
        )
    return max(days)


def _in_month(year: int, month: int, day: int) -> date:
    """The day of a month, moved to its last day (or first) where there is no such day."""
    return date(year, month, min(max(day, 1), monthrange(year, month)[1]))


def _days(row: dict[str, str]) -> list[date]:
    texts = (row.get(f, "") for f in DATES if f in row)
    return [date.fromisoformat(t) for t in texts if t and t not in PLACEHOLDER_DATES]


def _extract(la: Authority, day: date, rows: list[dict[str, str]], column_map: ColumnMap) -> Extract:
    """The file for one day. Its window goes back to the first removal that it still shows.

    A list of today's open children alone covers its own month: earlier months would miss all who
    have left. One that keeps the children removed is whole from its earliest removal on.
    """
    kept = [f for f in FIELDS if f in column_map.columns]
    removals = [t for r in rows if (t := r.get("removed_date", "")) and t not in PLACEHOLDER_DATES]
    first = min([date.fromisoformat(t) for t in removals] + [day]).replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    lines = [[la.code, *(row[f] for f in kept)] for row in rows]
    return Extract(f"{la.slug}-list-{day:%Y-%m-%d}.csv", "list", ["la_code", *kept], lines, (first, last), day)
