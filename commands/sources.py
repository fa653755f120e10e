"""vemt pseudonymise, resolve, new-key, templates: what runs at the source, before anything is sent."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from commands.common import JsonOption, WrongUse, command, emit, out, progress
from data_contracts.code_list import fold
from data_contracts.vocabularies import LA
from etl import pseudonymise as at_source
from etl.templates import write_templates


class Source(StrEnum):
    """The forms that an authority's own files may have."""

    list = "list"
    ssda903 = "ssda903"
    ssd = "ssd"
    annexa = "annexa"


@command
def new_key(
    key_file: Annotated[Path, typer.Argument(help="File to make; keep it in the authority, never send it.")],
    json: JsonOption = False,
) -> None:
    """Make a random 256-bit key for pseudonyms, readable by its owner only."""
    at_source.new_key(key_file)
    if json:
        emit({"key_file": key_file, "bits": 256})
    else:
        out.print(f"A new key is in {key_file}. Keep it at home: who holds it can match pseudonyms to children.")


@command
def pseudonymise(
    folder: Annotated[Path, typer.Argument(exists=True, help="Folder or file with the authority's own data.")],
    source: Annotated[Source, typer.Option("--from", help="What the files are.")],
    la: Annotated[str, typer.Option("--la", help="The authority: ONS code, DfE number or name.")],
    key_file: Annotated[Path, typer.Option("--key-file", exists=True, dir_okay=False)],
    to: Annotated[Path, typer.Option("--out", help="Folder for the extracts.")],
    column_map: Annotated[Path | None, typer.Option("--map", exists=True, dir_okay=False)] = None,
    lookup: Annotated[Path | None, typer.Option("--lookup", help="CSV that leads back; stays at home.")] = None,
    json: JsonOption = False,
) -> None:
    """Turn an authority's own list or return into pseudonymised extracts. Run it at the source."""
    code = LA.spellings().get(fold(la))
    if code is None:
        raise WrongUse(f"no authority is called {la!r}; use one of {', '.join(LA.labels.values())}")
    with progress() as tell:
        report = at_source.pseudonymise(folder, source.value, code, key_file, to, column_map, lookup, tell)
    if json:
        emit(report.as_json())
        return
    for line in told(report):
        out.print(line, markup=False)


def told(report: at_source.Report) -> list[str]:
    """The report in sentences: what was written, what was left out, what could not be read."""
    lines = [f"{report.rows} rows from {len(report.files_read)} files; written: {', '.join(report.files_written)}."]
    lines += [f"Left out of {file}: {', '.join(columns)}." for file, columns in report.dropped.items() if columns]
    lines += [f"{n} cells of {name} held nothing that could be read and were left blank." for name, n in
              report.blanked.items()]  # fmt: skip
    return lines + report.notes


@command
def resolve(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Members, rejects or a sample.")],
    lookup: Annotated[Path, typer.Option("--lookup", help="The CSV that pseudonymise wrote.")],
    to: Annotated[Path, typer.Option("--out", help="CSV to write; it holds local ids, keep it at home.")],
    json: JsonOption = False,
) -> None:
    """Add local ids to a file of pseudonyms. Runs in the authority alone: the lookup never leaves it."""
    rows, known = at_source.resolve(file, lookup, to)
    if json:
        emit({"rows": rows, "resolved": known, "out": to})
    else:
        out.print(f"{known} of {rows} rows are of children in the lookup. {to} leads to them: keep it at home.")


@command
def templates(folder: Annotated[Path, typer.Argument(help="Folder to write to.")], json: JsonOption = False) -> None:
    """Write an empty file per extract, the administrator's workbook and the data dictionary."""
    files = write_templates(folder)
    if json:
        emit({"files": [str(f) for f in files]})
    else:
        out.print(f"{len(files)} files are in {folder}.")
