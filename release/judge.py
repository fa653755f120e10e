"""Judges one monthly series of shown figures: picks its chart, sets limits, names what is unusual.

A chart is picked by `release.spc.choose_chart`; limits are set only where at most one month in twenty is hidden, since
a limit over 24 points with one of them hidden gives that one away. Where nothing is judged the reading says why.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from data_contracts.periods import Period
from release import spc
from release.sentences import Reading, Series

HIDDEN_AT_MOST = 0.05
_OUTSIDE = {1: "outside_above", -1: "outside_below", 0: ""}
_GAP = {1: "gap_long", -1: "gap_short", 0: ""}
_COUNT_OF_GAP = {"gap_long": "outside_below", "gap_short": "outside_above"}
"""A longer gap means fewer cases."""


def judge(
    series: Series,
    direction: str,
    targets: Sequence[float | None] = (),
    hidden: int = 0,
    rebases: Sequence[spc.Rebase] = (),
    dates: Sequence[date] | None = None,
) -> Reading:
    """Which chart a monthly series bears, and what it says.

    targets: one per month (or none at all); hidden: how many of the months are hidden; rebases: of this very series;
    dates: of the single events, sorted, only where they may be used.
    """
    values = spc.floats(series.values)
    known = ~np.isnan(values)
    n, months = int(known.sum()), int(known.sum()) + hidden
    newest = int(np.flatnonzero(known)[-1]) if n else None
    base = Reading("none", "", n, newest=newest, targets=tuple(targets),
                   target=next((t for t in reversed(targets) if t is not None), None))  # fmt: skip
    if hidden > HIDDEN_AT_MOST * months or not n:
        why = f"{hidden} of {months} months are hidden to protect children" if n else "no month can be shown"
        why = "every month is hidden to protect children" if hidden and not n else why
        return replace(base, reason=why, icon="hidden" if hidden else base.icon)
    of = series.of if series.yes is not None and series.of is not None else None
    choice = spc.choose_chart(values, of, dates, counts=series.kind == "count", stock=series.stock)
    base = replace(base, kind=choice.chart, reason=choice.reason)
    if choice.chart == "t":
        base = _days_between(base, series, direction, dates or ())
    if base.kind == "run":
        test = spc.runs_test(values)
        return replace(base, centre=test.centre, runs=None if series.stock else test)
    if base.kind == "t":
        return base
    places = spc.rebase_places(rebases, series.months)
    found = _shares(base, series, direction, places) if choice.chart == "p" else _xmr(base, series, direction, places)
    return _since(found, series, rebases, places)


def _xmr(base: Reading, series: Series, direction: str, places: list[int]) -> Reading:
    """XmR with its four rules; for fewer than 4 cases a month only what lies outside both XmR and c limits."""
    values = spc.floats(series.values)
    periods = spc.xmr(values, rebase_at=places)
    causes = spc.special_causes(values, periods)
    rules = causes["rule"].tolist()
    centre, lower, upper = (np.full(len(values), np.nan) for _ in range(3))
    for p in periods:
        here, low, high = slice(p.start, p.end), p.lpl, p.upl
        if base.kind == "xmr_c":
            rules[here] = [_OUTSIDE[int(m)] for m in spc.agreed(values[here], p.mean, low, high)]
            low, high = (float(a) for a in spc.agreed_limits(p.mean, low, high))
        centre[here], lower[here], upper[here] = p.mean, low, high
    last = periods[-1]
    same = "no variation" if last.upl - last.lpl <= spc.EQUAL * abs(last.mean) else ""
    met = (last.lpl, last.upl)
    return _done(replace(base, note=same), series, direction, rules, (centre, lower, upper), met)


def _shares(base: Reading, series: Series, direction: str, places: list[int]) -> Reading:
    """p chart, outside the limits only; where they reach both 0 and 1 nothing could signal, so nothing is judged."""
    known = ~np.isnan(spc.floats(series.values))
    yes, of = (np.where(known, spc.floats(side or ()), np.nan) for side in (series.yes, series.of))
    points = spc.p_chart(yes, of, rebase_at=places).points
    centre, lower, upper = (points[c].to_numpy() for c in ("centre", "lower", "upper"))
    rules = [_OUTSIDE[int(m)] for m in points["outside"]]
    at = base.newest or 0
    blind = (lower <= 0) & (upper >= 1) & (centre > 0) & (centre < 1)
    same = "no variation" if upper[at] - lower[at] <= spc.EQUAL else ""
    side = "fall" if upper[at] >= 1 and lower[at] > 0 else "rise" if lower[at] <= 0 and upper[at] < 1 else ""
    reason = base.reason + (f"; with so few cases only a {side} can be a signal" if side and not same else "")
    note = "with so few cases no share could lie outside the limits" if blind[at] else same
    found = _done(replace(base, reason=reason, note=note), series, direction, rules, (centre, lower, upper),
                  (float(lower[at]), float(upper[at])))  # fmt: skip
    types = tuple("not_judged" if t and b else t for t, b in zip(found.types, blind, strict=True))
    if not blind[at]:
        return replace(found, types=types)
    return replace(found, types=types, icon="not_enough_data", false_rate=0.0)


def _done(
    base: Reading,
    series: Series,
    direction: str,
    rules: list[str],
    drawn: tuple[spc.Floats, spc.Floats, spc.Floats],
    met: tuple[float, float],
) -> Reading:
    """The reading with types, icon, assurance (of the limits `met`) and the limits as drawn month by month."""
    at = base.newest or 0
    types = [t if v is not None else "" for t, v in zip(spc.point_types(rules, direction), series.values, strict=True)]
    lists = [tuple(None if np.isnan(v) else float(v) for v in side) for side in drawn]
    if lists[1][at] is None:
        return replace(base, note="no two neighbouring months are shown, so that their variation is not known",
                       rules=("",) * len(types), types=tuple("not_judged" if t else "" for t in types))  # fmt: skip
    return replace(
        base, rules=tuple(rules), types=tuple(types), icon=spc.variation_icon(types[at], direction),
        centre=lists[0][at], lower=lists[1][at], upper=lists[2][at], centres=lists[0], lowers=lists[1],
        uppers=lists[2], assurance=spc.assurance(*met, base.target, direction),
        false_rate=spc.false_rate(base.kind, series.kind == "count", lists[0][at] or 0.0),
    )  # fmt: skip


def _since(found: Reading, series: Series, rebases: Sequence[spc.Rebase], places: list[int]) -> Reading:
    """Says since when limits hold; a stretch after a rebase with fewer than 13 months is not judged."""
    if not places:
        return found
    start, types = places[-1], list(found.types)
    reason = next(r.reason for r in rebases if r.on.replace(day=1) == series.months[start])
    n = sum(v is not None for v in series.values[start:])
    found = replace(found, since=(series.months[start], reason))
    if n >= spc.ENOUGH:
        return found
    types[start:] = ["not_judged" if t else "" for t in types[start:]]
    rules = (*found.rules[:start], *[""] * (len(types) - start))
    month = f"{series.months[start]:%B %Y}"
    note = f"limits were taken anew from {month} ({reason}) and {n} months are too few: {spc.ENOUGH} are needed"
    return replace(found, types=tuple(types), rules=rules, note=note, icon="not_enough_data", assurance=None,
                   false_rate=0.0)  # fmt: skip


def _days_between(base: Reading, series: Series, direction: str, dates: Sequence[date]) -> Reading:
    """t chart of the closed gaps; a run chart where they are too few. Flags stand in the month that closed the gap."""
    last = Period("month", series.months[base.newest or 0]).end
    found = spc.gaps([d for d in dates if series.months[0] <= d <= last], last)
    if len(found.days) < spc.ENOUGH:
        few = f", and {len(found.days)} gaps between them are too few: {spc.ENOUGH} are needed"
        return replace(base, kind="run", reason=f"cases are too rare for monthly limits{few}")
    points = spc.t_chart(found.days).points
    newest, at = points.iloc[-1], base.newest or 0
    marks = {end.replace(day=1): _GAP[int(m)] for end, m in zip(found.ends, points["outside"], strict=True) if m}
    rules = [marks.get(m, "") for m in series.months]
    rules[at] = _GAP[int(newest["outside"])]
    types = spc.point_types([_COUNT_OF_GAP.get(r, "") for r in rules], direction)
    types = [t if v is not None else "" for t, v in zip(types, series.values, strict=True)]
    return replace(
        base, n=len(found.days), centre=float(newest["centre"]), lower=float(newest["lower"]),
        upper=float(newest["upper"]), rules=tuple(rules), types=tuple(types), gaps=found,
        icon=spc.variation_icon(types[at], direction), target=None, false_rate=spc.false_rate("t", True, 0.0),
    )  # fmt: skip
