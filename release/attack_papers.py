"""The papers of earlier releases, as the gate reads them: what was shown, and every range that was printed.

Written apart from `release/earlier.py` and from protection's cells: straight from the ledger's rows to the names of
`release/attack_rows.py`. A range is about the number that was hidden then, and a protected number does not change; one
that does not hold the number as it stands is about another, and would lead whoever relies on it astray.
"""

from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from data_contracts.metric_header import MetricHeader
from data_contracts.periods import Period
from data_contracts.vocabularies import TOTAL
from release.attack import Papers
from release.attack_rows import ANSWERS, Name, Numbers

_COLUMNS = ["metric", "period_kind", "period_start", "area", "by1", "cat1", "by2", "cat2"]
_SHOWN = ["numerator", "denominator"]


def papers(numbers: Numbers, ledger: pd.DataFrame | None) -> Papers:
    """What the ledger's rows (one a figure: a `KEY`, numbers, range_low, range_high) tell of these numbers.

    Counts between two ends; a share's yes, or a ratio's upper side, between two hundredth parts of the whole.
    """
    n = len(numbers.value)
    low, high, shown = np.full(n, np.nan), np.full(n, np.nan), np.zeros(n, dtype=bool)
    column, factor = list[int](), list[float]()
    for header, rest, seen, ends in _lines(ledger, numbers.headers):
        if seen:
            names = [(header.of or header.metric, "", *rest)]
            names += [(header.metric, answer, *rest) for answer in ANSWERS] if header.kind == "share" else []
            shown[[numbers.place[name] for name in names if name in numbers.place]] = True
            continue
        over, under = _sides(header, numbers.headers, rest)
        if over not in numbers.place or (under is not None and under not in numbers.place):
            continue
        top, value = numbers.place[over], numbers.value
        if under is None:
            if ends[0] <= value[top] <= ends[1]:
                low[top], high[top] = np.fmax(low[top], ends[0]), np.fmin(high[top], ends[1])
            continue
        whole = numbers.place[under]
        for end, sign in zip(ends, (-1, 1), strict=True):
            if 0 < end < inf and sign * (100 * value[top] - end * value[whole]) <= 0:
                column += [top, whole]
                factor += [sign * 100.0, -sign * end]
    lines = np.arange(0, len(column) + 1, 2)  # each says something of two numbers
    return Papers(shown, (low, high), sparse.csr_array((factor, column, lines), shape=(len(lines) - 1, n), dtype=float))


def _lines(
    ledger: pd.DataFrame | None, headers: Mapping[str, MetricHeader]
) -> Iterator[tuple[MetricHeader, tuple[Any, ...], bool, tuple[float, float]]]:
    """Each ledger row: its measure; when, where and of whom; whether it showed a number; else its least and most."""
    if ledger is None:
        return
    low, high = (ledger[end].astype("Float64") for end in ("range_low", "range_high"))
    told = zip(ledger[_SHOWN].notna().any(axis=1), low.isna() & high.isna(), low.fillna(0), high.fillna(inf),
               strict=True)  # fmt: skip
    for key, (seen, bare, least, most) in zip(ledger[_COLUMNS].itertuples(index=False, name=None), told, strict=True):
        metric, kind, start, area, by1, cat1, by2, cat2 = key
        if metric not in headers or (bare and not seen):
            continue
        end = Period(kind, start.date()).end
        when = f"end {end}" if headers[metric].time == "stock" else f"{kind} {start:%Y-%m-%d}"
        split = frozenset((by, cat) for by, cat in ((by1, cat1), (by2, cat2)) if by != TOTAL)
        yield headers[metric], (when, area, split), bool(seen), (float(least), float(most))


def _sides(
    header: MetricHeader, headers: Mapping[str, MetricHeader], rest: tuple[Any, ...]
) -> tuple[Name, Name | None]:
    """What a figure's range is about: a count, or the upper and the lower number of a percentage."""
    if header.kind == "count":
        return (header.metric, "", *rest), None
    if header.kind == "share":
        return (header.metric, "yes", *rest), (header.of or "", "", *rest)
    over, under = (side.partition(".")[::2] for side in (header.numerator, header.denominator))
    return (*over, *rest), (*under, *rest)
