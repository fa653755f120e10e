"""What a code list is: codes in the order in which people read them, their words, the spellings that are accepted.

The lists themselves stand in `vocabularies`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import ascii_lowercase
from types import MappingProxyType

NOT_RECORDED = "not_recorded"
TOTAL = "total"


def fold(text: str) -> str:
    """A spelling reduced to lower-case letters and digits, for comparison only."""
    return "".join(c for c in text.casefold() if c.isalnum())


def enum_of(codes: Iterable[str]) -> str:
    """The DuckDB type of these codes, each kept as its place among them."""
    return f"enum({', '.join(repr(c) for c in codes)})"


@dataclass(frozen=True)
class Vocabulary:
    """One code list. `labels` maps each code to its words, in display order; `also` holds synonyms.

    lettered: national forms put a letter before the answer, such as `a) Male`; any letter is read over.
    """

    name: str
    labels: Mapping[str, str]
    also: Mapping[str, Iterable[str]] = field(default_factory=dict)
    lettered: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in display order."""
        return tuple(self.labels)

    def enum(self) -> str:
        """The DuckDB type of its codes."""
        return enum_of(self.codes)

    def spellings(self) -> Mapping[str, str]:
        """Folded spelling -> code: the code, its label, both together (`WBRI - White British`), the synonyms."""
        return self._spellings

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for code, label in self.labels.items():
            for spelling in (code, label, *self.also.get(code, ())):
                found.setdefault(fold(spelling), code)
        plain = dict(found)
        for code, label in self.labels.items():
            found.setdefault(fold(code + label), code)
        for letter in ascii_lowercase if self.lettered else "":
            for spelling, code in plain.items():
                found.setdefault(letter + spelling, code)
        return MappingProxyType(found)

    def label(self, code: str) -> str:
        """Words for a code, also for the two codes that stand in every list."""
        if code == NOT_RECORDED:
            return "Not recorded"
        return "Total" if code == TOTAL else self.labels[code]
