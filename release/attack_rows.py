"""What the gate attacks: release rows as numbers with and without a figure, and every relation a reader would think of.

Written apart from `release/blocks.py`, in plain dictionaries: what one of the two forgets, the other still finds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_contracts.areas import CHILDREN, LA_CODES, authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import add_months
from data_contracts.ties import BALANCES, MERGED, PAIRED, SAME, UNCHANGING
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED, TOTAL
from release.attack import Puzzle
from release.attack_sums import Tie
from release.subjects import DANGEROUS

ANSWERS = ("yes", "no", "not_recorded")
Bools = npt.NDArray[np.bool_]
Split = frozenset[tuple[str, str]]
Name = tuple[str, str, str, str, Split]
"""(measure, answer or "", when, area, categories)"""
_MERGED_CODES = {code for codes in MERGED.values() for code in codes}


@dataclass
class Numbers:
    """Every number behind some rows: its name -> its place; `of_row`: the places that each row prints."""

    headers: Mapping[str, MetricHeader]
    place: dict[Name, int] = field(default_factory=dict)
    value: list[int] = field(default_factory=list)

    def read(self, rows: pd.DataFrame) -> list[list[int]]:
        """Take up the numbers of `rows` (true counts); the places of each row's numbers, in ANSWERS' order, n last."""
        found = []
        columns = ["metric", "period_kind", "period_start", "period_end", "area", "by1", "cat1", "by2", "cat2"]
        numbers = rows[["yes", "no", "not_recorded", "n"]].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
        for key, (yes, no, blank, n) in zip(rows[columns].itertuples(index=False, name=None), numbers, strict=True):
            metric, kind, start, end, area, *split = key
            header = self.headers[metric]
            when = f"end {end:%Y-%m-%d}" if header.time == "stock" else f"{kind} {start:%Y-%m-%d}"
            parts = frozenset((b, c) for b, c in (split[:2], split[2:]) if b != TOTAL)
            answers = zip(ANSWERS, (yes, no, blank), strict=True) if header.kind == "share" else ()
            places = [self._add((metric, answer, when, area, parts), v) for answer, v in answers]
            found.append([*places, self._add((header.of or metric, "", when, area, parts), n)])
        return found

    def _add(self, name: Name, value: float) -> int:
        if name not in self.place:
            self.place[name] = len(self.value)
            self.value.append(0 if np.isnan(value) else int(value))
        return self.place[name]


def puzzle(numbers: Numbers, shown: Bools, small: tuple[int, int], controlled: bool) -> Puzzle:
    """The puzzle of these numbers. controlled: only crossings with what others see of a child are to be kept.

    Then all else is given. Otherwise the headlines of the authorities are assumed known, but for small ones.
    """
    names = list(numbers.place)
    value = np.array(numbers.value, dtype=np.int64)
    target = (value >= small[0]) & (value <= small[1])
    danger = np.array([is_danger(name) for name in names], dtype=bool)
    if controlled:
        target &= danger
    equal = [*_areas(numbers), *_answers(numbers), *_times(numbers), *_equalities(numbers)]
    under = list(_inequalities(numbers))
    for whole, tie in _categories(numbers):
        (equal if whole else under).append(tie)
    headline = np.array([not name[4] and name[3] in LA_CODES for name in names], dtype=bool)
    owner = np.array([n[3] if n[3] in LA_CODES else "" for n in names], dtype=object)
    given = ~danger if controlled else np.zeros(len(names), dtype=bool)
    return Puzzle(equal, under, value, shown, owner, target, given, headline & ~target)


def is_danger(name: Name) -> bool:
    """Whether a number is split by what others can see of a child."""
    return any(by in DANGEROUS for by, _ in name[4])


def _areas(numbers: Numbers) -> Iterator[Tie]:
    for (*what, area, split), at in numbers.place.items():
        cuts = [CHILDREN[area], authorities_of(area)] if area in CHILDREN else []
        for cut in cuts[: 1 if cuts and cuts[0] == cuts[1] else 2]:
            parts = [numbers.place.get((*what, part, split)) for part in cut]  # type: ignore[arg-type]
            if None not in parts:
                yield tuple(p for p in parts if p is not None), (at,)


def _answers(numbers: Numbers) -> Iterator[Tie]:
    for (metric, answer, *rest), at in numbers.place.items():
        if answer == "yes":
            others = [numbers.place[(metric, a, *rest)] for a in ("no", "not_recorded")]  # type: ignore[index]
            whole = numbers.place[(numbers.headers[metric].of or "", "", *rest)]  # type: ignore[index]
            yield (at, *others), (whole,)


def _times(numbers: Numbers) -> Iterator[Tie]:
    """Quarters make the year, unless children are counted once in each."""
    for (metric, answer, when, *rest), at in numbers.place.items():
        if not when.startswith("year "):
            continue
        header = numbers.headers[metric]
        distinct = (numbers.headers[header.of] if header.of else header).distinct_of is not None
        first = pd.Timestamp(when[5:]).date()
        named = [(metric, answer, f"quarter {add_months(first, 3 * i)}", *rest) for i in range(4)]
        parts = tuple(numbers.place[n] for n in named if n in numbers.place)  # type: ignore[index]
        if len(parts) == 4 and not distinct:
            yield parts, (at,)


def _inequalities(numbers: Numbers) -> Iterator[Tie]:
    """Subsets, and distinct children: a quarter is not more than its year, a year not more than its quarters."""
    for (metric, answer, when, *rest), at in numbers.place.items():
        header = numbers.headers[metric]
        for other in (header.within, header.distinct_of):
            if other and not answer and (other, "", when, *rest) in numbers.place:
                yield (at,), (numbers.place[(other, "", when, *rest)],)  # type: ignore[index]
        inside = header.numerator_within
        if inside and answer == "yes" and (inside, "yes", when, *rest) in numbers.place:
            yield (at,), (numbers.place[(inside, "yes", when, *rest)],)  # type: ignore[index]
        if header.distinct_of and not answer and when.startswith("year "):
            first = pd.Timestamp(when[5:]).date()
            named = [(metric, "", f"quarter {add_months(first, 3 * i)}", *rest) for i in range(4)]
            parts = tuple(numbers.place[n] for n in named if n in numbers.place)  # type: ignore[index]
            yield from (((part,), (at,)) for part in parts)
            if len(parts) == 4:
                yield (at,), parts


def _categories(numbers: Numbers) -> Iterator[tuple[bool, Tie]]:
    """(whether the table is whole, its parts and their total), for every table and each of its margins."""
    tables: dict[tuple[Name, str], dict[str, int]] = {}
    for (*what, split), at in numbers.place.items():
        for by, cat in split:
            parent = (*what, split - {(by, cat)})
            tables.setdefault((parent, by), {})[cat] = at  # type: ignore[arg-type]
    for (parent, by), parts in tables.items():
        codes = {*BREAKDOWNS[by].vocabulary.codes, NOT_RECORDED}
        plain = tuple(at for cat, at in parts.items() if cat not in _MERGED_CODES)
        if parent in numbers.place and plain:
            yield len(plain) == len(codes), (plain, (numbers.place[parent],))
        for merged, levels in MERGED.get(by, {}).items():
            if merged in parts and all(level in parts for level in levels):
                yield True, (tuple(parts[level] for level in levels), (parts[merged],))


def _equalities(numbers: Numbers) -> Iterator[Tie]:
    """Two names for one number, and what flows in and out of a stock."""
    place = numbers.place
    for (metric, answer, when, area, split), at in place.items():
        for share, count, by, cats in SAME:
            if (metric, answer, split) == (share, "yes", frozenset()):
                parts = [place.get((count, "", when, area, frozenset({(by, cat)}))) for cat in cats]
                if None not in parts:
                    yield tuple(p for p in parts if p is not None), (at,)
        for count, by, cat, (by1, by2), pairs in PAIRED:
            if metric == count and split == {(by, cat)}:
                two = [place.get((count, "", when, area, frozenset({(by1, a), (by2, b)}))) for a, b in pairs]
                if None not in two:
                    yield tuple(p for p in two if p is not None), (at,)
        for stock, inward, out in BALANCES:
            if metric == inward and {by for by, _ in split} <= set(UNCHANGING):
                kind, _, first = when.partition(" ")
                start = pd.Timestamp(first).date()
                months = {"month": 1, "quarter": 3, "year": 12}[kind]
                ends = [add_months(start, m) - pd.Timedelta(days=1) for m in (0, months)]
                four = [(stock, "", f"end {ends[1]}"), (out, "", when), (stock, "", f"end {ends[0]}")]
                parts = [place.get((*name, area, split)) for name in four]
                if None not in parts:
                    after, gone, before = (p for p in parts if p is not None)
                    yield (after, gone), (before, at)
