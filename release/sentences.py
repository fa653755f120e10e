"""One plain sentence for the board, and for the text alternative of a chart, from what was judged.

Sentences are made here, from shown figures only, and stored in the release: pages and papers print them as they stand.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor

_WORDS = {
    "outside_above": "above the usual range of {low} to {high}",
    "outside_below": "below the usual range of {low} to {high}",
    "trend_increasing": "rising for seven months in a row or more",
    "trend_decreasing": "falling for seven months in a row or more",
    "two_in_three_above": "close to the upper limit of {high} in two months out of three",
    "two_in_three_below": "close to the lower limit of {low} in two months out of three",
    "shift_above": "above the average of {centre} for seven months in a row or more",
    "shift_below": "below the average of {centre} for seven months in a row or more",
}
_VERDICTS = {"improvement": ", an improvement", "concern": ", a concern"}


@dataclass(frozen=True)
class Reading:
    """What was read off one monthly series. kind: xmr (limits), run (a median only) or none (not judged).

    centre, lower, upper: newest period's; rules and types: one per month; newest: place of the last shown month.
    reason: why there are no limits or fewer rules, "" if all four rules were used. Shares are 0 to 1.
    """

    kind: str
    reason: str
    n: int
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    target: float | None = None
    rules: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    newest: int | None = None
    icon: str = "not_enough_data"
    assurance: str | None = None

    @property
    def rule(self) -> str:
        """Rule that flags the newest shown month, or ""."""
        return self.rules[self.newest] if self.rules and self.newest is not None else ""


@dataclass(frozen=True)
class Series:
    """A monthly series with its words: title of the measure, name of the place, how its numbers are printed."""

    title: str
    place: str
    kind: str
    months: tuple[date, ...]
    values: tuple[float | None, ...]


def number(value: float, kind: str) -> str:
    """A value as people read it: shares as whole percents, the rest whole or to one decimal."""
    if kind in ("share", "ratio"):
        return f"{100 * value:.0f}\u00a0%"
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.1f}"


def describe(reading: Reading, series: Series) -> str:
    """One plain sentence: place, newest figure and its month, what the month before was, and the verdict."""
    name = f"{series.title}, {series.place}"
    if reading.newest is None:
        return f"{name}: {reading.reason}."
    at, value = reading.newest, series.values[reading.newest]
    assert value is not None  # noqa: S101  newest is a shown month by construction
    months = series.months
    said = f"{name}: {number(value, series.kind)} in {months[at]:%B %Y}{_change(series, at, value)}"
    if reading.kind != "xmr":
        return f"{said}; not judged, as {reading.reason}."
    return f"{said}; {_verdict(reading, series)}."


def _change(series: Series, at: int, value: float) -> str:
    before = series.values[at - 1] if at else None
    if before is None:
        return ""
    month = f"{series.months[at - 1]:%B %Y}"
    if number(before, series.kind) == number(value, series.kind):
        return f", the same as in {month}"
    if series.kind in ("share", "ratio"):
        return f", {'up' if value > before else 'down'} from {number(before, series.kind)} in {month}"
    return f", {number(abs(value - before), series.kind)} {'more' if value > before else 'fewer'} than in {month}"


def _verdict(reading: Reading, series: Series) -> str:
    assert reading.lower is not None and reading.upper is not None and reading.centre is not None  # noqa: S101
    low, high = max(0.0, reading.lower), min(1.0 if series.kind == "share" else float("inf"), reading.upper)
    if series.kind == "count":
        # the whole numbers inside the limits
        low, high = float(ceil(low - 1e-9)), float(floor(high + 1e-9))
    limits = {
        "low": number(low, series.kind),
        "high": number(high, series.kind),
        "centre": number(reading.centre, series.kind),
    }
    if not reading.rule:
        plain = "no variation" if reading.reason == "no variation" else "within usual variation ({low} to {high})"
        return plain.format(**limits)
    kind = reading.types[reading.newest or 0]
    return _WORDS[reading.rule].format(**limits) + _VERDICTS.get(kind, "")
