"""vemt check, load, rejects: what came in, what was refused and why."""

from pathlib import Path
from typing import Annotated, Any

import typer

from commands import feeds
from commands.common import HomeOption, JsonOption, command, emit, out, progress, write_log
from commands.home import find_home
from etl import load as loading
from etl.rejects import rejected_rows, write_rejects_csv
from etl.warehouse import open_warehouse
from queries.catalogue import catalogue

Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder with the extract files.")]


def _problem(problem: dict[str, Any]) -> str:
    """One line: severity, rule, the first rows as the sender sees them, what to do."""
    pairs = [f"{a} and {b}" for a, b in problem.get("pairs", [])]
    pairs += [f"{o['row']} and row {o['other_row']} of {o['file']}" for o in problem.get("others", [])]
    rows = pairs or [str(r) for r in problem["rows"]]
    said = (", rows " + "; ".join(rows[:12]) if pairs else ", rows " + ", ".join(rows[:12])) if rows else ""
    more = " …" if max(len(rows), 0 if pairs else problem["n"]) > 12 else ""
    columns = f", {', '.join(problem['columns'])}" if problem["columns"] else ""
    return f"{problem['severity']} {problem['rule']}{said}{more}{columns}: {problem['message']}"


def _say_if_empty(report: loading.LoadReport, folder: Path) -> None:
    """A folder that was named by mistake must not look like work well done."""
    if not report.files:
        report.note = f"{folder.resolve().name} holds no CSV file and no workbook: is it the folder that you mean?"


def _tell(report: loading.LoadReport, as_json: bool, would: str) -> int:
    """Print a load report; its exit code."""
    if as_json:
        emit(report.as_json())
        return report.exit_code
    for file in report.files:
        name = f"{file.file} [{file.sheet}]" if file.sheet else file.file
        if file.status == "refused":
            out.print(f"refused    {name}: {file.reason}", markup=False)
        else:
            out.print(
                f"{file.status:<10} {name}: {file.rows_read} rows, {file.accepted} accepted, {file.rejected} rejected, "
                f"{file.duplicates} duplicates, {file.warned} with warnings",
                markup=False,
            )
        for problem in file.problems:
            out.print(f"    {_problem(problem)}", markup=False)
    for note in report.notes:
        out.print(f"note       {note}", markup=False)
    if would:
        out.print(would)
    return report.exit_code


@command
def check(folder: Folder, home: HomeOption = None, json: JsonOption = False) -> None:
    """Say what loading FOLDER would do; change nothing."""
    with progress() as tell:
        report = loading.check_folder(find_home(home).path, folder, tell)
    _say_if_empty(report, folder)
    measures = feeds.feeds(report.supplied, catalogue())
    if json:
        emit(report.as_json() | {"measures": measures})
        raise typer.Exit(report.exit_code)
    code = _tell(report, json, "Nothing was stored: this was a check.")
    for line in feeds.words(measures):
        out.print(line, markup=False)
    raise typer.Exit(code)


@command
def load(folder: Folder, home: HomeOption = None, json: JsonOption = False) -> None:
    """Load the extract files of FOLDER: all of them in one step, or none."""
    place = find_home(home).made()
    with progress() as tell:
        report = loading.load_folder(place.path, folder, tell)
    _say_if_empty(report, folder)
    counts = {s: sum(f.status == s for f in report.files) for s in ("loaded", "unchanged", "refused")}
    write_log(place, command="load", **counts, rejected=sum(f.rejected for f in report.files))
    refused = counts["refused"] or any(f.rejected for f in report.files)
    raise typer.Exit(_tell(report, json, "What was refused, row by row: vemt rejects." if refused else ""))


@command
def rejects(
    home: HomeOption = None,
    json: JsonOption = False,
    out_file: Annotated[Path | None, typer.Option("--out", help="Write a CSV file.")] = None,
    warnings: Annotated[bool, typer.Option("--warnings", help="List rows with warnings too.")] = False,
) -> None:
    """List what was refused, row by row, in a form that the sender can act on; never a cell's value."""
    with open_warehouse(find_home(home).warehouse, read_only=True) as con:
        found = rejected_rows(con, warnings)
        if out_file:
            write_rejects_csv(con, out_file, warnings)
    records = found.astype(object).where(found.notna(), None).to_dict("records")
    if json:
        emit({"rejects": records, "out": out_file})
        return
    for r in records if not out_file else []:
        where = f"{r['file']}{' [' + r['sheet'] + ']' if r['sheet'] else ''}, row {r['row_number'] or 'all'}"
        where += f" and row {r['other_row']} of {r['other_file']}" if r["other_row"] else ""
        out.print(f"{where}: {r['columns']}: {r['message']}; {r['remedy']}", markup=False)
    out.print(f"{len(records)} lines are in {out_file}." if out_file else f"{len(records)} in all.")
