"""The map of the product and its command line: which command joins which rooms. No logic stands here.

extracts -> etl (warehouse) -> queries (metric rows) -> release (protected files) -> dashboard (pages, papers)
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from commands import (
    asking,
    exporting,
    keeping,
    loading,
    papers,
    planning,
    releasing,
    sampling,
    serving,
    sources,
    travelling,
    withdrawing,
)

app = typer.Typer(
    name="vemt",
    help="Extracts to protected releases to pages: the VEMT partnership's reporting and audit dashboard.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _options(
    home: Annotated[Path | None, typer.Option("--home", help="Folder that holds the data.")] = None,
) -> None:
    """Take --home also before the command's name."""
    if home is not None:
        os.environ["VEMT_HOME"] = str(home)


_COMMANDS: dict[str, Callable[..., None]] = {
    "demo": serving.demo,
    "check": loading.check,
    "load": loading.load,
    "rejects": loading.rejects,
    "preview": releasing.preview,
    "release": releasing.release,
    "publish": releasing.publish,
    "withdraw": withdrawing.withdraw,
    "releases": releasing.releases,
    "figure": asking.figure,
    "members": asking.members,
    "metrics": asking.metrics,
    "audit-sample": sampling.sample,
    "export": exporting.export,
    "serve": serving.serve,
    "pack": papers.pack,
    "pseudonymise": sources.pseudonymise,
    "column-map": sources.column_map,
    "new-key": sources.new_key,
    "resolve": sources.resolve,
    "templates": sources.templates,
    "seal": travelling.seal,
    "open": travelling.open_file,
    "seal-key": travelling.seal_key,
    "calendar": planning.calendar,
    "status": keeping.status,
    "purge": keeping.purge,
    "erase": keeping.erase,
}
for _name, _function in _COMMANDS.items():
    app.command(_name)(_function)


def main() -> None:
    """Entry point of the `vemt` command."""
    app()


if __name__ == "__main__":
    main()
