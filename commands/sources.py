"""vemt column-map, pseudonymise, resolve, new-key, templates: what runs at the source, before anything is sent."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from commands.common import JsonOption, NotDone, WrongUse, command, emit, out, progress
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
    key_file: Annotated[Path, typer.Option("--key-file", exists=True, dir_okay=False, help="What vemt new-key made.")],
    to: Annotated[Path, typer.Option("--out", help="Folder for the extracts.")],
    column_map: Annotated[
        Path | None, typer.Option("--map", exists=True, dir_okay=False, help="For a list: what vemt column-map made.")
    ] = None,
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


def _mend(name: str) -> str:
    """How a column of codes is mended: by the map, which says what the authority's own words mean."""
    return f"; if they are words of your own, say under [values.{name}] in the map which code each means" * (
        name in at_source.CODED
    )


def told(report: at_source.Report) -> list[str]:
    """The report in sentences: what was written, what was left out, what could not be read."""
    lines = [f"{report.rows} rows from {len(report.files_read)} files; written: {', '.join(report.files_written)}."]
    lines += [f"Left out of {file}: {', '.join(columns)}." for file, columns in report.dropped.items() if columns]
    lines += [f"{n} cells of {name} held nothing that could be read and were left blank{_mend(name)}." for name, n in
              report.blanked.items() if n]  # fmt: skip
    return lines + report.notes


@command
def column_map(
    folder: Annotated[Path, typer.Argument(exists=True, help="The authority's own list, or its folder.")],
    to: Annotated[Path, typer.Option("--out", help="TOML file to write; check it before it is used.")],
    json: JsonOption = False,
) -> None:
    """Propose the column map of an authority's own list from its headers alone. Runs at the source."""
    if to.exists():
        raise NotDone(f"{to.name} is there already; name another file, so that no line that you checked is lost")
    found = at_source.proposed(folder)
    to.write_text(at_source.as_toml(found), encoding="utf-8")
    if json:
        emit({"map": to, "columns": found.columns, "guessed": found.guessed, "absent": found.absent,
              "unused": found.unused})  # fmt: skip
        return
    out.print(f"{to} has {len(found.columns)} of {len(found.columns) + len(found.absent)} fields. Check each line.",
              markup=False)  # fmt: skip
    if found.needed:
        out.print(f"Needed and not found: {', '.join(found.needed)}. Put the header into the map by hand.",
                  markup=False)  # fmt: skip
    if found.guessed:
        out.print(f"Guessed, so look twice: {', '.join(found.guessed)}.", markup=False)
    if found.unused:
        out.print(f"Left out, and do not leave home: {', '.join(found.unused)}.", markup=False)


@command
def resolve(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Members, a sample or an extract.")],
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
