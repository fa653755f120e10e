"""A paper before it has a format: cover, then sections of blocks. Every format writes exactly this."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from dashboard.blocks import Chart, Note, Printed, Table


class PackError(Exception):
    """A pack that cannot be made; the text is a sentence for people that names the part that failed."""


class NotForThisAudience(PackError):
    """This pack is not made for this audience (exit code 2)."""


@dataclass(frozen=True)
class Section:
    """One heading with its blocks. `new_page`: begins a page where pages exist.

    `spare`: places of blocks that a paper which would be too long leaves out, and says so.
    """

    slug: str
    heading: str
    blocks: tuple[Printed, ...]
    new_page: bool = False
    spare: tuple[int, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A pack's content: what is printed, in order, and nothing of how.

    facts: (label, words) of the strip on every page. warnings: what must not be overlooked, on the cover.
    `pages`: the most that the PDF may have; 0 for no limit.
    """

    name: str
    title: str
    purpose: str
    audience: str
    group: str
    marking: str
    as_at: date
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    protection: str
    release_id: str
    notes_id: str
    sections: tuple[Section, ...]
    pages: int = 0
    permission: tuple[tuple[str, str], ...] = field(default=())

    @property
    def stem(self) -> str:
        """File name without its ending: the marking, the pack, the audience, the release, the notes."""
        mark = re.sub(r"[^a-z]+", "-", self.marking.split(":")[0].lower()).strip("-") or "unmarked"
        return "-".join((mark, self.name, self.audience, self.release_id, self.notes_id[:6]))

    @property
    def identity(self) -> str:
        """What this paper is, in a line: release and notes."""
        return f"Release {self.release_id}, notes {self.notes_id}"


def shorter(paper: Paper) -> Iterator[Paper]:
    """The paper with one spare block after another left out, the last section's first; each names what it lacks."""
    kept = list(paper.sections)
    for n in reversed(range(len(kept))):
        for place in reversed(kept[n].spare):
            section = kept[n]
            gone, rest = section.blocks[place], section.blocks[:place] + section.blocks[place + 1 :]
            name = (gone.table.caption if isinstance(gone, Chart) else getattr(gone, "caption", "")) or gone.heading
            told = Note(f"Left out, so that the paper keeps to {paper.pages} pages: {name}. The workbook has it.")
            kept[n] = replace(section, blocks=(*rest, told), spare=tuple(p for p in section.spare if p < place))
            yield replace(paper, sections=tuple(kept))


def tables_of(paper: Paper) -> list[tuple[Section, Table]]:
    """Every table of a paper, those under charts included, with the section that it stands in."""
    return [
        (section, b.table if isinstance(b, Chart) else b)
        for section in paper.sections
        for b in section.blocks
        if isinstance(b, Chart | Table)
    ]
