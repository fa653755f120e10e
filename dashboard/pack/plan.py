"""Plans of packs: TOML files in dashboard/packs/, each a list of questions; and the paper that a plan makes.

A section names a question (a module of dashboard/questions) or a part (a function of pack/sections.py), and which of
its blocks are printed: `headline`, `sentence`, `note`, or a table's name. All of them where it names none.
"""

import importlib
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from types import ModuleType

from dashboard import remarks, strip, words
from dashboard.blocks import Block, Chart, Headline, Note, Papers, Printed, Record, Sentence, Table
from dashboard.history import before, cards
from dashboard.pack import notes as added
from dashboard.pack import sections
from dashboard.pack.paper import NotForThisAudience, PackError, Paper, Section
from dashboard.pack.permissions import permission
from dashboard.reading import Choice
from dashboard.released import Released
from dashboard.shelf import ReleaseError

PLANS = Path(__file__).resolve().parent.parent / "packs"
QUESTIONS = "dashboard.questions."
FACTS = ("Period", "As at", "Release", "Status", "Authorities supplied")
"""Facts of the strip that fit a line of paper; whom the paper is for stands in its marking and below."""
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Wanted:
    """One section of a plan."""

    question: str
    part: str
    heading: str
    blocks: tuple[str, ...]
    new_page: bool
    areas: str
    spare: tuple[str, ...] = ()
    """Of `blocks`, what may be left out of a paper that would be too long."""


@dataclass(frozen=True)
class Plan:
    """One pack: who may have it, how long it may be, when it is sent, what stands in it."""

    name: str
    title: str
    purpose: str
    audiences: tuple[str, ...]
    sections: tuple[Wanted, ...]
    pages: int = 0
    meeting: str = ""
    notice: str = ""
    permission: bool = False

    def allows(self, audience: str) -> bool:
        """Whether this pack is made for an audience."""
        return any(fnmatch(audience, pattern) for pattern in self.audiences)


@cache
def plans() -> dict[str, Plan]:
    """Every pack by name, in the order of the files."""
    return {file.stem: _plan(file) for file in sorted(PLANS.glob("*.toml"))}


def _plan(file: Path) -> Plan:
    said = tomllib.loads(file.read_text("utf-8"))
    wanted = tuple(
        Wanted(s.get("question", ""), s.get("part", ""), s.get("heading", ""), tuple(s.get("blocks", ())),
               bool(s.get("new_page", False)), s.get("areas", ""), tuple(s.get("spare", ())))
        for s in said["section"]
    )  # fmt: skip
    return Plan(file.stem, said["title"], said["purpose"], tuple(said["audiences"]), wanted, said.get("pages", 0),
                said.get("meeting", ""), said.get("notice", ""), said.get("permission", False))  # fmt: skip


def plan_for(name: str, audience: str) -> Plan:
    """The plan of a pack for an audience. NotForThisAudience for any other pair."""
    if name not in plans():
        raise NotForThisAudience(f"No pack is called {name!r}; there are {words.listed(list(plans()))}.")
    found = plans()[name]
    if not found.allows(audience):
        raise NotForThisAudience(f"The pack {name} is not made for {audience!r}; it is made for "
                                 f"{words.listed(list(found.audiences))}.")  # fmt: skip
    return found


def module_of(name: str) -> ModuleType | None:
    """A question's module, or None where this version has no such question."""
    try:
        return importlib.import_module(QUESTIONS + name)
    except ModuleNotFoundError:
        return None


def assemble(released: Released, name: str, home: Path, tell: Tell = lambda _what, _done, _of: None) -> Paper:
    """The paper of a pack from one audience's file. PackError names the section that failed; nothing is written."""
    plan = plan_for(name, released.audience)
    granted = permission(home / "config", plan.name, released.as_at) if plan.permission else ()
    choice = strip.chosen(released, None, strip.own_area(released))
    if choice is None:
        raise PackError("This release has no figures, so no pack can be made of it.")
    choice = _beside(choice, released, home / "releases")
    notes = added.read(home / "notes", plan.name, released)
    choice = replace(choice, comments=notes.comments)
    found, of = list[Section](), len(plan.sections)
    for done, wanted in enumerate(plan.sections, 1):
        found += _section(released, choice, plan, wanted, found, notes)
        tell("Reading the release", done, of)
    facts = [(label, said) for label, said in strip.facts(released, choice) if label in FACTS]
    about = released.about
    return Paper(
        plan.name, plan.title, plan.purpose, released.audience, about.get("title", released.audience),
        about.get("marking", ""), released.as_at, tuple(facts), _warnings(released, choice), _protection(about),
        released.release_id, added.notes_id(notes, granted), tuple(found), plan.pages, granted,
    )  # fmt: skip


def _beside(choice: Choice, released: Released, releases: Path) -> Choice:
    """The choice with the release before this one, which What changed compares with; alone if it cannot be read."""
    told = cards(releases)
    last = before(told, released.release_id)
    try:
        against = Released.open(releases, released.audience, last.release_id) if last else None
    except ReleaseError:
        against = None
    mine = next((n for n, c in enumerate(told) if c.release_id == released.release_id), 0)
    return replace(choice, against=against, releases=told[mine:])


def _section(released: Released, choice: Choice, plan: Plan, wanted: Wanted, made: Sequence[Section],
             notes: added.Notes) -> list[Section]:  # fmt: skip
    """One section; one per authority in the file where the plan says so. Empty where the release has no such thing."""
    name = wanted.question or wanted.part
    try:
        if wanted.part == "narrative":
            blocks, heading = added.blocks(notes), wanted.heading
        elif wanted.part:
            blocks = sections.PARTS[wanted.part](released, choice, made)
            heading = wanted.heading
        else:
            module = module_of(wanted.question)
            if module is None:
                return []
            blocks, heading = module.answer(released, choice), wanted.heading or module.QUESTION
    except Exception as error:  # whatever fails, the reader learns where, and no paper is made
        raise PackError(f"The pack was not made: the part {name!r} failed ({type(error).__name__}).") from error
    printed = chosen_blocks(blocks, wanted.blocks)
    told = [b for b in printed if not empty(b)]
    kept = [unlinked(b) for b in told]
    if gone := [_caption(b) for b in printed if empty(b)]:
        kept.append(Sentence((words.STATES["left_out"].format(tables=words.listed(gone)),)))
    if said := remarks.block(released, printed, choice):
        kept.append(said)
    spare = tuple(n for n, b in enumerate(told) if name_of(b) in wanted.spare)
    # what has nothing to show needs no page of its own, but the cover keeps its own
    new_page = wanted.new_page and (bool(told) or not made)
    return [Section(name.replace("_", "-"), heading, tuple(kept), new_page, spare)] if kept else []


def empty(block: Printed) -> bool:
    """Whether a table, or a chart with its table, has not one cell for which anything was supplied."""
    rows = (block.table if isinstance(block, Chart) else block).rows if isinstance(block, Chart | Table) else ()
    return bool(rows) and all(e.status == "x" for row in rows for e in row.entries)


def _caption(block: Printed) -> str:
    """What a table that is left out is called: its caption in quotation marks, as it holds commas."""
    return f"“{(block.table if isinstance(block, Chart) else block).caption}”"  # type: ignore[union-attr]


def chosen_blocks(blocks: Sequence[Block], names: Sequence[str]) -> list[Printed]:
    """The named blocks in the plan's order; all where none is named. What the release lacks is left out."""
    printed = [b for b in blocks if not isinstance(b, Papers | Record)]
    if not names:
        return printed
    return [b for name in names for b in printed if name_of(b) == name]


def unlinked(block: Printed) -> Printed:
    """A block as paper takes it: no links, and no column that only names a page of the screen."""
    if isinstance(block, Chart):
        return replace(block, metric="", table=_plain(block.table))
    return _plain(block) if isinstance(block, Table) else block


def _plain(table: Table) -> Table:
    """A table without what leads elsewhere."""
    first = table.rows[0].entries if table.rows else ()
    kept = [i for i, head in enumerate(table.columns[1:]) if head != "Page" or not (first and first[i].link)]
    rows = tuple(replace(r, entries=tuple(replace(r.entries[i], link="") for i in kept)) for r in table.rows)
    heads = (table.columns[0], *(table.columns[i + 1] for i in kept))
    return replace(table, metric="", columns=heads, rows=rows)


def name_of(block: Printed) -> str:
    """How a plan names a block."""
    if isinstance(block, Chart):
        return block.table.slug
    if isinstance(block, Table):
        return block.slug
    return {Headline: "headline", Sentence: "sentence", Note: "note"}[type(block)]


def _warnings(released: Released, choice: Choice) -> tuple[str, ...]:
    """Late supply, what was withdrawn and why, demonstration data, and an audience that nobody has decided on."""
    about, said = released.about, []
    _, missing = strip.supplied(released, choice.period)
    if late := strip.behind(released, choice):
        said.append(f"Late: {late}")
    if missing:
        said.append(f"{words.lost(missing, choice.period.label)} Such totals are of those that did, and say so.")
    said += words.taken_back(about)
    if about.get("demo", "").lower() in ("true", "1", "yes"):
        said.append("Demonstration: every child and figure here is made up.")
    if not about.get("decided_by"):
        said.append("Nobody has yet recorded a decision on who may see this file.")
    if about.get("banner"):
        said.append(about["banner"])
    return tuple(said)


def _protection(about: dict[str, str]) -> str:
    decided = f" Decided by {about['decided_by']}." if about.get("decided_by") else ""
    return about.get("protection", "") + decided
