"""vemt export: every figure of a release as a tidy CSV, and a second CSV that says what it means."""

from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from commands.asking import ReleaseOption
from commands.common import HomeOption, JsonOption, NotDone, WrongUse, command, emit, out, write_log
from commands.home import find_home
from dashboard.released import Released
from dashboard.tidy import metadata, tidy


@command
def export(
    audience: Annotated[str, typer.Option("--audience")],
    out_file: Annotated[Path, typer.Option("--out", help="The CSV; the one with the metadata is written beside it.")],
    release: ReleaseOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Write every figure of an audience's file as tidy CSV, and a metadata CSV beside it."""
    if out_file.suffix.lower() != ".csv":
        raise WrongUse("--out names a CSV file")
    place = find_home(home)
    released = Released.open(place.releases, audience, release)
    beside = out_file.with_name(f"{out_file.stem}-metadata.csv")
    figures = tidy(released)
    _write(figures, out_file)
    _write(metadata(released), beside)
    write_log(place, command="export", release_id=released.release_id, audience=audience, figures=len(figures))
    if json:
        emit({"release_id": released.release_id, "audience": audience, "figures": len(figures),
              "file": out_file, "metadata": beside})  # fmt: skip
        return
    out.print(f"{len(figures)} figures are in {out_file}, and what they mean in {beside}.", markup=False)
    out.print(released.about.get("marking", ""), markup=False)


def _write(frame: pd.DataFrame, file: Path) -> None:
    """A CSV for its owner only. NotDone if it cannot be written there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        frame.to_csv(file, index=False, float_format="%.10g")
    except OSError as error:
        raise NotDone(f"{file.name} could not be written there: {error.strerror}") from error
