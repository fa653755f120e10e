"""A column map proposed from the headers of an authority's own list, to be checked by a person before it is used.

Only headers are read into it, never a cell under them. What has no place in the map does not leave the authority.
"""

import difflib
import json
from dataclasses import dataclass
from pathlib import Path

from data_contracts.code_list import fold
from data_contracts.kit import contracts
from etl.pseudonymise.column_map import FIELDS, NEEDED
from etl.pseudonymise.keys import PseudonymiseError
from etl.pseudonymise.raw import HEADER_WITHIN, Sheet, raw_files, read_sheets

OWN_IDS = ("LCS number", "LCS no", "LCS ID", "LCS", "Liquidlogic ID", "Mosaic ID", "Mosaic number", "Mosaic no",
           "ICS number", "ICS no", "Case number", "Case no", "Case ID", "Client ID", "Person ID", "Child number",
           "Child no", "Unique ID", "System ID", "ID", "Ref", "Reference")  # fmt: skip
"""How authorities head the column of their own number of a child."""
KNOWN_ROW = 2
"""Headers that must be known for a row to be taken for the header row."""
ALIKE = 0.82
"""How much alike a header must be to a known one to be proposed; such lines are marked for checking."""


@dataclass(frozen=True)
class Proposal:
    """`columns`: our field -> their header. `guessed`: fields to look at twice. `unused`: headers that lead nowhere."""

    file: str
    columns: dict[str, str]
    guessed: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def absent(self) -> tuple[str, ...]:
        """Fields for which no header was found."""
        return tuple(f for f in FIELDS if f not in self.columns)

    @property
    def needed(self) -> tuple[str, ...]:
        """Those of them without which the map cannot be used."""
        return tuple(f for f in self.absent if f in NEEDED)


def proposed(folder: Path) -> Proposal:
    """The map for the list in `folder` (or the one file): of all its sheets the one with the most known headers.

    PseudonymiseError if no sheet has a row with at least KNOWN_ROW known headers.
    """
    found = [(len(known), s, row) for path in raw_files(folder) for s in read_sheets(path)
             for row in s.rows[:HEADER_WITHIN] if len(known := _known(row)) >= KNOWN_ROW]  # fmt: skip
    if not found:
        raise PseudonymiseError(
            f"{folder.name}: no row near the top of any sheet has headers like those of a VEMT list, such as "
            "“Date added” or “Risk level”; write the column map by hand (docs/install.md), or name the columns."
        )
    _, sheet, row = max(found, key=lambda f: f[0])
    return _matched(sheet, [" ".join(h.split()) for h in row if h.strip()])


def _spellings() -> dict[str, str]:
    known = {h: f for h, f in contracts()["list"].headers().items() if f in FIELDS}
    return known | {fold(h): "child_ref" for h in OWN_IDS}


def _known(row: list[str]) -> set[str]:
    spellings = _spellings()
    return {spellings[fold(h)] for h in row if fold(h) in spellings}


def _matched(sheet: Sheet, headers: list[str]) -> Proposal:
    spellings, columns, guessed = _spellings(), dict[str, str](), list[str]()
    for header in headers:
        if (name := spellings.get(fold(header))) is not None:
            columns.setdefault(name, header)
    for header in headers:
        close = difflib.get_close_matches(fold(header), list(spellings), n=1, cutoff=ALIKE)
        name = spellings[close[0]] if close else None
        if name is not None and name not in columns and header not in columns.values():
            columns[name] = header
            guessed.append(name)
    own = fold(columns.get("child_ref", ""))
    if own in map(fold, OWN_IDS):
        guessed.append("child_ref")
    unused = tuple(h for h in dict.fromkeys(headers) if h not in columns.values())
    return Proposal(sheet.file, {f: columns[f] for f in FIELDS if f in columns}, tuple(guessed), unused)


def as_toml(found: Proposal) -> str:
    """The proposal as the text of a map, with what is to be checked or filled in beside it."""
    lines = [
        f"# Proposed from the headers of {found.file}. Check each line; what is not named here does not leave home.",
        f"drop = {_quoted(list(found.unused))}",
        "",
        "[columns]",
    ]
    lines += [f"{f} = {_quoted(h)}{'   # guessed: check' if f in found.guessed else ''}"
              for f, h in found.columns.items()]  # fmt: skip
    needed = found.needed
    lines += [f'# {f} = "..."   # needed: put its header here, take the # away and take the header out of drop'
              for f in needed]  # fmt: skip
    lines += [f'# {f} = "..."' for f in found.absent if f not in needed]
    lines += ["", "# Where your words are not ours, say which of our codes they mean, for example:",
              "# [values.risk]", '# "Red" = "VERY_HIGH"', ""]  # fmt: skip
    return "\n".join(lines)


def _quoted(text: object) -> str:
    return json.dumps(text, ensure_ascii=False)
