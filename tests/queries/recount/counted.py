"""From members to cells, once more: what `queries/rollup.py` does, written anew and without looking at it.

Members are a frame with `la_code`, `on` (the day that puts one in a period; for a stock the month end at which it
held), one column per split, and `numerator` or `value`. Distinct children of a period carry `kind` and `start`
in place of `on`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import wraps
from itertools import product
from statistics import median
from typing import Any

import pandas as pd
from made import World

from data_contracts.metric_header import MetricHeader
from data_contracts.periods import Period
from data_contracts.vocabularies import AUTHORITIES, NOT_RECORDED, PARTNERSHIPS, TEES, TOTAL

Key = tuple[str, pd.Timestamp, str, str, str, str, str]
"""Period kind and start, area, and the two splits with their categories."""
Cell = tuple[int, int | None, int | None, int | None, float | None]
"""n, yes, no, not recorded, value."""

_ABOVE = (
    {a.code: (a.code, a.partnership, TEES) for a in AUTHORITIES}
    | {TEES: (TEES,)}
    | {p: (p, TEES) for p in PARTNERSHIPS}
)
KINDS = {"month": ("month", "quarter", "year"), "quarter": ("quarter", "year"), "year": ("year",)}
"""Headline -> kinds of period that a metric is worked out for."""


def once(measure: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """The measure, worked out once for each warehouse."""

    @wraps(measure)
    def kept(world: World, *args: Any) -> pd.DataFrame:
        key = (measure.__module__, measure.__name__, *args)
        if key not in world.kept:
            world.kept[key] = measure(world, *args)
        return world.kept[key].copy()

    return kept


def recorded(codes: pd.Series) -> pd.Series:
    """Codes, blanks said so."""
    return codes.astype(object).where(codes.notna(), NOT_RECORDED)


def _places(world: World, members: pd.DataFrame, time: str) -> Iterable[tuple[tuple[Any, ...], list[Period]]]:
    """Each member with the periods that it counts in."""
    names = {(p.kind, p.start): p for p in world.periods}
    for row in members.itertuples(index=False):
        if "kind" in members:
            yield row, [names[key] for key in [(row.kind, row.start)] if key in names]
        else:
            day = row.on.date()
            yield row, [p for p in world.periods if (p.end == day if time == "stock" else p.start <= day <= p.end)]


def cells(world: World, members: pd.DataFrame, header: MetricHeader) -> dict[Key, Cell]:
    """Every cell that has a member: the totals, and the tables that the header names for the kind of period."""
    kinds = KINDS[header.headline]
    held: dict[Key, list[Any]] = defaultdict(list)
    what = {"share": "numerator", "median": "value"}.get(header.kind)
    tables = {kind: [[], *header.breakdowns.get(kind, [])] for kind in kinds}
    for row, periods in _places(world, members, header.time):
        got = getattr(row, what) if what else None
        for period in periods:
            above = [area for area in _ABOVE[row.la_code] if area == TEES or not header.areas]
            for area, names in product(above, tables.get(period.kind, [])):
                cat = [x for name in names for x in (name, getattr(row, name))] + [TOTAL] * (4 - 2 * len(names))
                held[(period.kind, pd.Timestamp(period.start), area, *cat)].append(got)
    return {key: _cell(header.kind, found) for key, found in held.items()}


def _cell(kind: str, found: list[Any]) -> Cell:
    n = len(found)
    if kind == "share":
        blank = sum(1 for f in found if f is None or pd.isna(f))
        yes = sum(1 for f in found if f is not None and not pd.isna(f) and bool(f))
        return n, yes, n - yes - blank, blank, None
    return n, None, None, None, float(median(found)) if kind == "median" else None


def empty(kind: str) -> Cell:
    """The cell that has no member."""
    return (0, 0, 0, 0, None) if kind == "share" else (0, None, None, None, None)


def by_period(world: World, rows: pd.DataFrame, day: str) -> pd.DataFrame:
    """The rows once for each period that `day` falls in, with `kind` and `start`."""
    parts = []
    for period in world.periods:
        inside = rows[
            rows[day].between(pd.Timestamp(period.start), pd.Timestamp(period.end) + pd.Timedelta("1D"), "left")
        ]
        parts.append(inside.assign(kind=period.kind, start=period.start, end=pd.Timestamp(period.end)))
    return pd.concat(parts, ignore_index=True)


def at_month_ends(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows once for each month end, as `on`."""
    return rows.merge(pd.DataFrame({"on": world.month_ends}), how="cross")


def age(born: pd.Series, day: pd.Series) -> pd.Series:
    """Completed years on the day; the birthday is the first of the birth month."""
    return (day.dt.year * 12 + day.dt.month - born.dt.year * 12 - born.dt.month) // 12


def age_band(born: pd.Series, day: pd.Series) -> pd.Series:
    """Band of the completed years."""
    years = age(born, day)
    bands = [("0-12", 12), ("13-14", 14), ("15-16", 16), ("17", 17), ("18+", 999)]
    return recorded(years.map(lambda y: None if pd.isna(y) else next(band for band, top in bands if y <= top)))
