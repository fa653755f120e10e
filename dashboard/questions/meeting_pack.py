"""Meeting pack: the papers for this audience, in five formats, from the release that is open."""

from datetime import datetime
from pathlib import Path

from dashboard import words
from dashboard.blocks import Block, Entry, Note, PaperFile, Papers, Record, Row, Sentence, Table
from dashboard.pack.make import FORMATS, render
from dashboard.pack.plan import Plan, assemble, module_of, plans
from dashboard.pack.register import enter, past, told
from dashboard.reading import Choice
from dashboard.released import Released

QUESTION = "Which papers can we take to the meeting?"
TITLE = "Meeting pack"
SLUG = "meeting-pack"
GROUP = "Meeting"
ORDER = 3


def absent(released: Released) -> str:
    """Why there is no such page: no paper is made from this audience's file."""
    if any(p.allows(released.audience) for p in plans().values()):
        return ""
    return "No meeting's papers are made from its file. Each page can be read and its tables taken."


def answer(released: Released, choice: Choice) -> list[Block]:
    """Each pack made for this audience with its contents and files, then the packs made before."""
    offered = [p for p in plans().values() if p.allows(released.audience)]
    if not offered or choice.home is None:
        return [Sentence((absent(released) or words.STATES["nothing_here"],))]
    home = choice.home
    blocks: list[Block] = [
        Sentence((f"{words.plural(len(offered), 'pack')} for {released.about.get('title') or released.audience}, from "
                  f"release {released.release_id}. For another meeting's papers choose its release above. A pack "
                  "speaks of the newest period of its release and of every area that its readers may see, whatever "
                  "period and area are chosen above.",)),
        *(papers(released, plan, home) for plan in offered),
        Record(lambda: before(released, home)),
        Note("The same release and notes give the same files, for ever: two copies with one fingerprint (SHA-256) are "
             "the same paper. Each file that is made here or with vemt pack is entered in the list.",
             "How a pack can be trusted"),
    ]  # fmt: skip
    return blocks


def contents(plan: Plan) -> tuple[str, ...]:
    """The headings of a pack in order."""
    return tuple(w.heading or getattr(module_of(w.question), "QUESTION", w.question) for w in plan.sections)


def papers(released: Released, plan: Plan, home: Path) -> Papers:
    """One pack: what stands in it, and how its files are made."""

    def made() -> tuple[PaperFile, ...]:
        paper = assemble(released, plan.name, home)
        files = {ending: render(paper, ending) for ending in FORMATS}
        lines = told(paper, files, "dashboard")
        enter(home, lines)
        return tuple(PaperFile(m.file, m.format, files[m.format], m.sha256) for m in lines)

    return Papers(
        plan.title, plan.purpose, contents(plan), f"{released.release_id} {released.audience} {plan.name}", made
    )


def before(released: Released, home: Path) -> Table | Note:
    """The packs made for this audience, newest first."""
    found = past(home, released.audience)
    if not found:
        return Note("No pack has been made for this audience yet. Those made are listed here.", "Packs made before")
    rows = tuple(
        Row(f"{words.day(datetime.fromisoformat(m.at))}, {m.at[11:16]}", tuple(
            Entry(text, words=True) for text in
            (plans()[m.pack].title if m.pack in plans() else m.pack, m.format.upper(), m.release_id, size(m.bytes),
             m.sha256[:12])))
        for m in found
    )  # fmt: skip
    columns = ("Made (UTC)", "Pack", "Format", "Release", "Size", "Fingerprint begins")
    return Table("Packs made before", "Packs made for this audience, newest first", columns, rows, "packs-made")


def size(n: int) -> str:
    """`153 kB`, `1.2 MB`."""
    return f"{n / 1_000_000:.1f} MB" if n >= 1_000_000 else f"{max(1, round(n / 1000))} kB"
