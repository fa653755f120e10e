"""One plain sentence for the board, and for the text alternative of a chart, from what was judged.

Sentences are made here, from shown figures only, and stored in the release: pages and papers print them as they stand.
Each says what was found, what it means, and what it does not mean.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Any

from release.plain import number, plain, some
from release.spc import Gaps, RunsTest

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
_WHY = "chance alone seldom does this, but the figure does not say why"
NO_SIGN = "no sign of a change, which is no proof that nothing changed"


@dataclass(frozen=True)
class Reading:
    """What was read off one monthly series. kind: xmr, xmr_c, p, t (limits), run (a median only), none (not judged).

    reason: why this chart, or why none. centre, lower, upper, target: at the newest shown month; centres, lowers,
    uppers, targets, rules and types: one per month; newest: place of the last shown month. icon: variation icon of the
    newest point, not_enough_data or hidden. since: month from which limits were taken anew, with its reason. note: what
    else to say. false_rate: chance that the newest point is flagged though nothing changed. Shares are 0 to 1.
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
    centres: tuple[float | None, ...] = ()
    lowers: tuple[float | None, ...] = ()
    uppers: tuple[float | None, ...] = ()
    targets: tuple[float | None, ...] = ()
    since: tuple[date, str] | None = None
    note: str = ""
    runs: RunsTest | None = None
    gaps: Gaps | None = None
    false_rate: float = 0.0

    @property
    def rule(self) -> str:
        """Rule that flags the newest shown month, or ""."""
        return self.rules[self.newest] if self.rules and self.newest is not None else ""

    @property
    def state(self) -> str:
        """judged, hidden (too many months are) or too_few."""
        return self.icon if self.icon == "hidden" else "too_few" if self.icon == "not_enough_data" else "judged"


@dataclass(frozen=True)
class Series:
    """A monthly series with its words: title of the measure, name of the place, how its numbers are printed.

    stock: what is open at each month's end. yes, of: numerators and denominators of a share, where both are shown.
    """

    title: str
    place: str
    kind: str
    months: tuple[date, ...]
    values: tuple[float | None, ...]
    stock: bool = False
    yes: tuple[float | None, ...] | None = None
    of: tuple[float | None, ...] | None = None


def describe(result: Any, series: Series | None = None) -> str:
    """One plain sentence. A Reading needs its series: newest figure, its month, the month before, the verdict.

    Any other result of spc, funnels or intervals: `release.plain`. TypeError if there is none for it.
    """
    if not isinstance(result, Reading):
        return plain(result)
    if series is None:
        raise TypeError("a reading is described with its series")
    name = f"{series.title}, {series.place}"
    if result.newest is None:
        return f"{name}: {result.reason}."
    at, value = result.newest, series.values[result.newest]
    assert value is not None  # noqa: S101  newest is a shown month by construction
    said = f"{name}: {number(value, series.kind)} {_when(series, at)}{_change(series, at, value)}"
    if result.kind in ("run", "none"):
        return f"{said}; not judged, as {result.reason}{_run(result)}."
    if result.kind == "t":
        return f"{said}; {_gap(result)}."
    if result.icon == "not_enough_data":
        return f"{said}; not judged, as {result.note}."
    anew = f" (limits since {result.since[0]:%B %Y}: {result.since[1]})" if result.since else ""
    return f"{said}; {_verdict(result, series)}{anew}."


def _run(reading: Reading) -> str:
    """What the runs test adds where there are no limits."""
    if reading.runs is None or reading.runs.signal is None:
        return ""
    if reading.runs.signal:
        return "; its level has moved at some time, more than chance explains, but the test does not say when or why"
    return f"; {NO_SIGN}"


def _when(series: Series, at: int) -> str:
    """`in April 2025`; of a stock `at the end of April 2025`."""
    return f"{'at the end of' if series.stock else 'in'} {series.months[at]:%B %Y}"


def _change(series: Series, at: int, value: float) -> str:
    before = series.values[at - 1] if at else None
    if before is None:
        return ""
    then = _when(series, at - 1)
    if number(before, series.kind) == number(value, series.kind):
        return f", the same as {then}"
    if series.kind in ("share", "ratio"):
        return f", {'up' if value > before else 'down'} from {number(before, series.kind)} {then}"
    return f", {number(abs(value - before), series.kind)} {'more' if value > before else 'fewer'} than {then}"


def _gap(reading: Reading) -> str:
    """The verdict on the newest gap between rare events."""
    assert reading.gaps and reading.lower is not None and reading.upper is not None  # noqa: S101  a t reading has them
    days = some(round(reading.gaps.days[-1]), "day", "days")
    limits = f"({number(ceil(reading.lower))} to {number(floor(reading.upper))} days)"
    since = f"{some(reading.gaps.open_days or 0, 'day', 'days')} since the last one, which is no finished gap"
    if not reading.rule:
        return f"{days} between the last two, within usual variation {limits}: {NO_SIGN}; {since}"
    far = "longer" if reading.rule == "gap_long" else "shorter"
    verdict = _VERDICTS.get(reading.types[reading.newest or 0], "")
    return f"{days} between the last two, {far} than usual {limits}{verdict}: {_WHY}; {since}"


def _verdict(reading: Reading, series: Series) -> str:
    assert reading.lower is not None and reading.upper is not None and reading.centre is not None  # noqa: S101
    low, high = max(0.0, reading.lower), min(1.0 if series.kind == "share" else float("inf"), reading.upper)
    if series.kind == "count":
        # the whole numbers inside the limits
        low, high = float(ceil(low - 1e-9)), float(floor(high + 1e-9))
    limits = {"low": number(low, series.kind), "high": number(high, series.kind),
              "centre": number(reading.centre, series.kind)}  # fmt: skip
    if not reading.rule:
        plain_words = "no variation" if reading.note == "no variation" else "within usual variation ({low} to {high})"
        return f"{plain_words.format(**limits)}: {NO_SIGN}"
    kind = reading.types[reading.newest or 0]
    better = "" if kind in _VERDICTS else "; higher or lower is not by itself better or worse"
    return f"{_WORDS[reading.rule].format(**limits)}{_VERDICTS.get(kind, '')}: {_WHY}{better}"
