"""A paper before it has a format: cover, then sections of blocks. Every format writes exactly this."""

import re
from dataclasses import dataclass, field
from datetime import date

from dashboard.blocks import Chart, Printed, Table


class PackError(Exception):
    """A pack that cannot be made; the text is a sentence for people that names the part that failed."""


class NotForThisAudience(PackError):
    """This pack is not made for this audience (exit code 2)."""


@dataclass(frozen=True)
class Section:
    """One heading with its blocks. `new_page`: begins a page where pages exist."""

    slug: str
    heading: str
    blocks: tuple[Printed, ...]
    new_page: bool = False


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


def tables_of(paper: Paper) -> list[tuple[Section, Table]]:
    """Every table of a paper, those under charts included, with the section that it stands in."""
    return [
        (section, b.table if isinstance(b, Chart) else b)
        for section in paper.sections
        for b in section.blocks
        if isinstance(b, Chart | Table)
    ]
