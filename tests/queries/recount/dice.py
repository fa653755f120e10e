"""The draws of the random warehouses: one seeded generator of numpy behind all, so that a seed names a warehouse."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from data_contracts.code_list import Vocabulary

Rows = dict[str, list[dict[str, Any]]]
"""Table -> its rows."""


@dataclass
class Dice:
    """The draws of one warehouse. `first`, `last`: days between which things happen."""

    rng: np.random.Generator
    first: date
    last: date

    def number(self, low: int, high: int) -> int:
        """A whole number from low to high, both in."""
        return int(self.rng.integers(low, high + 1))

    def chance(self, share: float) -> bool:
        """True in that share of draws."""
        return bool(self.rng.random() < share)

    def one(self, options: Any) -> Any:
        """One of them."""
        return options[self.number(0, len(options) - 1)]

    def code(self, vocabulary: Vocabulary, blank: float = 0.15) -> str | None:
        """A code of the list, or blank."""
        return None if self.chance(blank) else self.one(vocabulary.codes)

    def flag(self, blank: float = 0.2) -> bool | None:
        """Yes, no or blank."""
        return None if self.chance(blank) else self.chance(0.5)

    def day(self) -> date:
        """A day between first and last; one in five is the first or the last day of a month."""
        day = self.first + timedelta(self.number(0, (self.last - self.first).days))
        if self.chance(0.2):
            day = day.replace(day=1)
            day -= timedelta(self.number(0, 1))
        return max(day, self.first)

    def later(self, day: date, furthest: int) -> date:
        """A day up to `furthest` days on; now and then the same day, or the last of a month."""
        found = day + timedelta(self.number(0, furthest))
        if self.chance(0.15):
            return day
        if self.chance(0.15):
            return max(day, found.replace(day=1) - timedelta(1))
        return found

    def rarely(self, share: float, value: Any) -> Any:
        """The value in that share of draws, else blank."""
        return value if self.chance(share) else None
