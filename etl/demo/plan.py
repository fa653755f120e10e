"""What the made-up partnership is like: sizes, rates and how each authority writes its files.

Sizes follow what the four authorities say in public (about 120 children open, 3,000 missing
episodes a year); the children are made up. All that can be found in the demo is set here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data_contracts.periods import Period, add_months, containing
from data_contracts.vocabularies import AUTHORITIES, Authority

AS_AT = date(2026, 10, 31)
TOOL_DATE = date(2025, 9, 1)
"""Day on which the made-up new screening tool came into use: additions step up."""
TOOL_EFFECT = 1.45
ADDED_A_MONTH = 13.7
"""Additions a month over the four authorities before the tool, at 120 open."""
OPEN_AT_START = 0.9
"""Open on the first day as a share of `open_children`."""
EPISODES_PLANNED = {"on_list": 0.30, "others": 82.0, "repeaters": 11}
"""Missing in a month: share of listed children, other children, and the small group that goes often."""
LATE = "hartlepool"
"""The authority whose last list and missing extracts have not come."""
DATES_ONLY = ("redcar-and-cleveland", date(2025, 4, 1))
"""Authority whose missing list had no clock times, and the day from which it has them."""
AUDITS_A_QUARTER = 10


@dataclass(frozen=True)
class Profile:
    """One authority's share of the work and its way of writing a file (`etl/demo/style.py`)."""

    authority: Authority
    share: float
    headers: str
    """code: the field names; title: Title Case; human: the words that people use."""
    day_first: bool = False
    codes: str = "codes"
    """codes: our codes; words: labels and everyday spellings."""
    flags: str = "dates"
    """How practice columns are filled: dates or letters (Y, N)."""
    la_column: str | None = None
    """What stands in the authority column; None: no such column."""

    @property
    def slug(self) -> str:
        """The authority as it stands in file names."""
        return self.authority.slug


_BY_SLUG = {a.slug: a for a in AUTHORITIES}
PROFILES = (
    Profile(_BY_SLUG["hartlepool"], 0.19, "code", la_column="E06000001"),
    Profile(_BY_SLUG["middlesbrough"], 0.33, "title", day_first=True),
    Profile(_BY_SLUG["redcar-and-cleveland"], 0.21, "human", codes="words", flags="letters",
            la_column="Redcar & Cleveland"),
    Profile(_BY_SLUG["stockton-on-tees"], 0.27, "title", flags="letters", la_column="808"),
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """One run: how many years, how many children, which seed."""

    years: int
    open_children: int
    seed: int

    @property
    def start(self) -> date:
        """First day of the data."""
        return add_months(AS_AT, 1 - 12 * self.years)

    @property
    def scale(self) -> float:
        """Size beside the real one."""
        return self.open_children / 120

    @property
    def key(self) -> bytes:
        """The demo's pseudonym key: made from the seed, so it protects nothing and is used for nothing else."""
        return f"demo {self.seed}".encode().ljust(32, b".")

    def rng(self, part: int) -> np.random.Generator:
        """A generator of its own per part, so that a change in one part leaves the others as they were."""
        return np.random.default_rng([self.seed, part])

    def months(self) -> list[Period]:
        """The months of data, in order."""
        return [Period("month", add_months(self.start, i)) for i in range(12 * self.years)]

    def quarters(self) -> Iterator[tuple[Period, date, date]]:
        """Financial quarters that the data touch, with the first and last day held of each."""
        period = containing("quarter", self.start)
        while period.start <= AS_AT:
            yield period, max(period.start, self.start), min(period.end, AS_AT)
            period = period.shifted(1)

    def elapsed(self, day: date) -> float:
        """How far `day` lies between the start (0) and the as-at date (1)."""
        return (day - self.start).days / (AS_AT - self.start).days


def pick(rng: np.random.Generator, weights: Mapping[str, float]) -> str:
    """One key of `weights`, drawn in proportion."""
    point = rng.random() * sum(weights.values())
    for found, weight in weights.items():
        point -= weight
        if point < 0:
            return found
    return list(weights)[-1]


def day_between(rng: np.random.Generator, first: date, last: date) -> date:
    """A day from `first` to `last`, both included (`first` if they are the wrong way round)."""
    return first + timedelta(days=int(rng.integers(0, max((last - first).days, 0) + 1)))
