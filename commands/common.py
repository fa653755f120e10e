"""What every command shares: options, JSON on standard output, progress on standard error, errors as sentences."""

import difflib
import functools
import json
import logging
import os
import sys
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from commands.home import Home, find_home
from dashboard.shelf import ReleaseError, UnknownAudience, UnknownName, UnknownRelease
from data_contracts.code_list import fold
from data_contracts.metric_header import HeaderError
from data_contracts.periods import PeriodError
from etl.judge import JudgeError
from etl.ledger_store import StaleRelease
from etl.pseudonymise import PseudonymiseError
from etl.read.sheet import Unreadable
from etl.sealing import SealError
from etl.warehouse import WarehouseAbsent, WarehouseBusy
from queries.run import NoMembers
from queries.settings import SettingError
from release.audiences import AudienceError
from release.notes import NotesError
from release.store import ReleaseError as BuildError

DONE, PARTLY, WRONG_USE, NOT_DONE = 0, 1, 2, 3
"""Exit codes: done; done but rows rejected or a file refused; wrong use; could not be done, nothing changed."""

HomeOption = Annotated[Path | None, typer.Option("--home", help="Folder that holds the data (or VEMT_HOME).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
AsAtOption = Annotated[datetime, typer.Option("--as-at", formats=["%Y-%m-%d"], help="Last day that counts.")]


class _Printer(Console):
    """A console whose reader may go away, as `head` does when it has seen enough."""

    def on_broken_pipe(self) -> None:
        """Leave without a word: what a command prints, it prints when its work is done."""
        stop_writing()


def stop_writing() -> NoReturn:
    """Leave as done: whoever read our output has enough. Python would complain when it closes standard output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(DONE)


err = Console(stderr=True, highlight=False)
out = _Printer(highlight=False, soft_wrap=True)
Command = TypeVar("Command", bound=Callable[..., Any])


class WrongUse(Exception):
    """The command was asked for something that does not exist; the text says what does."""


class NotDone(Exception):
    """The command could not do its work and changed nothing; the text says why."""


def meant(word: str, choices: Iterable[str]) -> str:
    """`did you mean X or Y? ` of the choices spelled most like `word`, whatever its case; nothing where none is."""
    known = {fold(c): c for c in choices}
    near = [known[f] for f in difflib.get_close_matches(fold(word), list(known), n=3, cutoff=0.6)]
    return f"did you mean {' or '.join(near)}? " if near else ""


_WRONG_USE = (WrongUse, PeriodError, UnknownName, UnknownAudience, UnknownRelease)
_NOT_DONE = (NotDone, Unreadable, JudgeError, PseudonymiseError, SealError, WarehouseBusy, WarehouseAbsent,
             StaleRelease, NoMembers, AudienceError, NotesError, BuildError, ReleaseError, HeaderError,
             SettingError)  # fmt: skip
"""Errors of the rooms whose text is a sentence for people."""


def fail(sentence: str, code: int) -> NoReturn:
    """Print one sentence on standard error and leave with `code`."""
    err.print(sentence, markup=False, style="bold")
    raise typer.Exit(code)


def command(function: Command) -> Command:
    """Turn every failure of a command into a sentence and an exit code; details go to HOME/logs only."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except typer.Exit:
            raise
        except _WRONG_USE as error:
            fail(str(error), WRONG_USE)
        except _NOT_DONE as error:
            fail(str(error), NOT_DONE)
        except BrokenPipeError:
            stop_writing()
        except typer.Abort:
            fail("Nothing was done: the question was not answered with yes. --yes goes without it.", NOT_DONE)
        except OSError as error:
            log_failure(kwargs.get("home"), function.__name__, error)
            fail(_of_the_disk(error), NOT_DONE)
        except Exception as error:
            reference = log_failure(kwargs.get("home"), function.__name__, error)
            fail(f"Something went wrong that should not have (reference {reference}). Nothing was changed. "
                 "The place in the code is in the log in HOME/logs.", NOT_DONE)  # fmt: skip

    return run  # type: ignore[return-value]


def _of_the_disk(error: OSError) -> str:
    """What the system would not do, by the file's own name and not where it lies."""
    named = error.filename2 or error.filename
    what = f"{Path(os.fsdecode(named)).name}: " if isinstance(named, str | bytes) else ""
    why = f"{error.strerror or 'the system refused to read or write'}".rstrip(".").lower()
    return (f"{what}{why}. Nothing was changed. Close the file where another program has it open, and name a folder "
            "that is there and that you may write to.")  # fmt: skip


def log_failure(home: Path | None, name: str, error: Exception) -> str:
    """Note where an unexpected error arose (types, files and lines, never messages or values); its reference."""
    reference = uuid.uuid4().hex[:8]
    frames = []
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        frames.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    write_log(find_home(home), command=name, failed=type(error).__name__, reference=reference, trace=frames[-8:])
    return reference


def write_log(home: Home, **facts: object) -> None:
    """Append one JSON line to HOME/logs/vemt.log. Facts are counts, ids and names of steps, never row values."""
    try:
        home.made()
        line = json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), **facts}, default=str)
        with (home.logs / "vemt.log").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
    except OSError:
        logging.getLogger("vemt").warning("the log in HOME/logs could not be written")


def emit(document: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(document, default=_plain, ensure_ascii=False) + "\n")


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()[:10]
    if hasattr(value, "item"):
        return value.item()
    return str(value)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error, fed with (what, done, of); quiet where there is no terminal."""
    columns = (TextColumn("{task.description:<34}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=False) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=of)
            bars.update(tasks[what], completed=done, total=of)

        yield tell
