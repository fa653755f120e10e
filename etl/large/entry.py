"""Taking in a large file: which extract and whose, before it is read; identifying cells, once it is in the table."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from data_contracts.identifier_values import looks_like_data
from data_contracts.identifiers import column_findings
from data_contracts.vocabularies import BLANKS
from etl.intake import MONTH_FIRST_WORDS, Entry, left_out, month_first, tell_findings
from etl.large.source import large_source
from etl.large.stage import Staged, reading
from etl.large.strict import can_be_large
from etl.manifest import Declared, from_name
from etl.read.fit import NoFit, fit
from etl.read.sheet import tidy
from etl.report import FileReport


def large_entry(path: Path, manifest: Mapping[tuple[str, str], Declared]) -> Entry | None:
    """The entry of a file that goes the large way; None where the plain way must take it (and say what is wrong)."""
    source = large_source(path)
    if source is None:
        return None
    said = manifest.get((path.name, "")) or Declared()
    declared = from_name(said.holding(source.lines), path.name)
    try:
        fitted = fit(source.headers, (path.name,), declared.table_name)
    except NoFit:
        return None
    authority = fitted.columns.get("la_code") or declared.la_code
    if any(map(looks_like_data, source.headers)):
        return None
    if declared.fault or not can_be_large(fitted.contract) or not authority or not source.lines:
        return None
    entry = Entry(FileReport(path.name), source.sha256, declared, fitted.contract, frozenset(fitted.columns))
    entry.report.extract, entry.large, entry.manifest = fitted.contract.name, source, manifest
    entry.columns = {name: source.headers.index(header) for name, header in fitted.columns.items()}
    entry.report.note = left_out(fitted, source.headers)
    return entry


def identifying(staged: Staged, odd: Mapping[str, Mapping[str, int]]) -> str:
    """The reason for refusing the file for identifying data, "" when there is none.

    odd: of each field the cells that are not strict; strict cells fail no test, so their number is enough.
    """
    headers, by_place = staged.source.headers, {place: name for name, place in staged.present.items()}
    findings = []
    for place, header in enumerate(headers):
        name = by_place.get(place)
        if name is None:
            cells = _cells(staged, place)
        else:
            cells = _filled(odd[name])
            if cells:
                plain = f"select count({name}) from {staged.name} where not ({staged.has_odd(name)})"  # noqa: S608
                cells[""] = staged.count(plain)
        findings += column_findings(header, cells, name)
    return tell_findings(staged.entry, findings)


def _filled(cells: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell, n in cells.items():
        if tidy(cell).lower() not in BLANKS:
            found[tidy(cell)] = found.get(tidy(cell), 0) + n
    return found


def _cells(staged: Staged, place: int) -> dict[str, int]:
    """All cells of a column that is not of the contract, from the file itself."""
    file = reading(staged.source, staged.padded)
    rows = staged.con.execute(
        f"select c{place}, count(*) from {file} where c{place} is not null group by all"  # noqa: S608
    ).fetchall()
    return _filled(dict(rows))


def doubtful_dates(staged: Staged) -> str:
    """The reason for refusing a file with dates of which the month comes first, "" when there is none."""
    cells = {n: "\n".join(sorted(found)) for n, found in staged.changed.items() if n in staged.contract.fields
             and staged.contract.fields[n].kind == "datetime"}  # fmt: skip
    columns = month_first(cells)
    return MONTH_FIRST_WORDS.format(", ".join(columns)) if columns else ""


def recount(staged: Staged) -> None:
    """What the tool itself once inferred lapses where the file has another number of rows than was inferred from."""
    entry = staged.entry
    if entry.declared.inferred and entry.declared.row_count != staged.rows:
        entry.declared = replace(from_name(Declared(), entry.report.file), la_code=entry.declared.la_code)
