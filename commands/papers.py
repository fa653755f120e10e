"""vemt pack: a meeting's papers from one audience's file of a release, in the formats asked for."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from commands.common import HomeOption, JsonOption, NotDone, WrongUse, command, emit, err, out, progress, write_log
from commands.home import Home, find_home
from dashboard import words
from dashboard.pack.make import FORMATS, write
from dashboard.pack.notes import read
from dashboard.pack.paper import NotForThisAudience, PackError, Paper
from dashboard.pack.plan import Plan, assemble, plan_for
from dashboard.pack.register import Made
from dashboard.released import Released
from data_contracts.vocabularies import MEETING_TYPE, TEES
from etl.supply import meetings_ahead
from etl.warehouse import WarehouseAbsent, open_warehouse
from queries.settings import number_on, setting_rows, working_days_before

AHEAD = 366
"""Days after the as-at date in which the next meeting is looked for."""


@command
def pack(
    name: Annotated[str, typer.Argument(help="strategic, quarterly-audit, subgroup or assurance.")],
    audience: Annotated[str, typer.Option("--audience", help="Whose file the papers are made from.")],
    out_dir: Annotated[Path, typer.Option("--out", help="Folder that the papers go into.")],
    formats: Annotated[
        list[str] | None, typer.Option("--format", help="pdf, docx, pptx, xlsx, html; commas or repeated.")
    ] = None,
    release: Annotated[str | None, typer.Option("--release", help="A release id; the current one if left out.")] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Make a meeting's papers: the same figures, sentences and signs as the pages."""
    place, endings = find_home(home), endings_of(formats)
    plan, paper, made, held = papers(place, (name, audience, release), endings, out_dir)
    by, meets = send_by(place, plan, paper.as_at)
    write_log(place, command="pack", pack=name, audience=audience, release_id=paper.release_id,
              notes_id=paper.notes_id, formats=endings)  # fmt: skip
    if json:
        files = [{"file": m.file, "format": m.format, "bytes": m.bytes, "sha256": m.sha256} for m in made]
        emit({"pack": name, "audience": audience, "release_id": paper.release_id, "notes_id": paper.notes_id,
              "meeting": meets, "send_by": by, "files": files, "comments_held_back": held})  # fmt: skip
        return
    for one in made:
        out.print(str(out_dir / one.file), markup=False)
    if held:
        err.print(f"{held} comments are held back; the paper says why.")
    if plan.meeting:
        out.print(send_words(plan, by, meets, paper.as_at), markup=False)


def papers(
    place: Home, asked: tuple[str, str, str | None], endings: list[str], out_dir: Path
) -> tuple[Plan, Paper, list[Made], int]:
    """The pack `asked` for (name, audience, release id) in `out_dir`, and how many comments are held back."""
    name, audience, release = asked
    try:
        plan = plan_for(name, audience)
        with progress() as tell:
            released = Released.open(place.releases, audience, release)
            try:
                paper = assemble(released, name, place.path, tell)
                held = read(place.notes, name, released).held
            finally:
                released.close()
            return plan, paper, write(paper, endings, out_dir, place.path, tell), held
    except NotForThisAudience as error:
        raise WrongUse(str(error)) from error
    except PackError as error:
        raise NotDone(str(error)) from error


def endings_of(formats: list[str] | None) -> list[str]:
    """The formats asked for, in the order of FORMATS; PDF alone where none is named. WrongUse for an unknown one."""
    asked = {
        part.strip().lower().lstrip(".") for text in formats or ["pdf"] for part in text.split(",") if part.strip()
    }
    if not asked or (unknown := asked - set(FORMATS)):
        raise WrongUse(f"no format is called {', '.join(sorted(unknown)) if asked else ''!r}; there are "
                       f"{words.listed(list(FORMATS))}")  # fmt: skip
    return [e for e in FORMATS if e in asked]


def send_by(place: Home, plan: Plan, as_at: date) -> tuple[date | None, date | None]:
    """The last day to send the papers of the next meeting, and its day; None where no meeting is planned yet."""
    meets = planned(place, plan.meeting, as_at) if plan.meeting else None
    if meets is None:
        return None, None
    return working_days_before(meets, number_on(setting_rows(place.settings), TEES, plan.notice, meets)), meets


def planned(place: Home, kind: str, after: date) -> date | None:
    """Day of the next meeting of a kind as the meetings extract has it; None without one, or without a warehouse."""
    try:
        with open_warehouse(place.warehouse, read_only=True) as con:
            ahead = meetings_ahead(con, after + timedelta(days=1), after + timedelta(days=AHEAD))
    except WarehouseAbsent:
        return None
    return next((m["planned"] for m in ahead if m["meeting_type"] == kind), None)


def send_words(plan: Plan, by: date | None, meets: date | None, as_at: date) -> str:
    """The latest day to send, in a sentence."""
    kind = MEETING_TYPE.label(plan.meeting)
    if by is None or meets is None:
        return (f"The latest day to send cannot be told: the meetings extract has no planned date of the "
                f"{kind.lower()} after {words.day(as_at)}.")  # fmt: skip
    return f"{kind} on {words.day(meets)}: send by {words.day(by)} at the latest."
