"""One plain sentence for each kind of statistical result: for headings, text alternatives and papers.

Every sentence says what the result means and what it does not mean. Numbers are printed as people read them.
"""

from functools import singledispatch
from typing import Any

import pandas as pd

from release.funnels import EXPECTED_FROM, Funnel
from release.spc import ENOUGH, RUNS_FROM, Chart, Choice, Gaps, Period, RunsTest

_CHARTS = {
    "run": "A run chart with its median", "p": "A p chart", "t": "A chart of the days between cases",
    "xmr_c": "An XmR chart and c limits together", "xmr": "An XmR chart",
}  # fmt: skip
_SIDES = {"low_99_8": "below the 99.8% limits", "low_95": "below the 95% limits",
          "high_95": "above the 95% limits", "high_99_8": "above the 99.8% limits"}  # fmt: skip


def number(value: float, kind: str = "count") -> str:
    """A value as people read it: shares as whole percents, the rest whole or to one decimal."""
    if kind in ("share", "ratio", "p"):
        return f"{100 * value:.0f}%"
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.1f}"


def some(n: int, one: str, many: str) -> str:
    """`1 point`, `3 points`."""
    return f"{n} {one if n == 1 else many}"


@singledispatch
def plain(result: Any) -> str:
    """The sentence for a result of `release.spc`, `release.funnels` or `release.intervals` (one row)."""
    raise TypeError(f"there is no sentence for {type(result).__name__}")


@plain.register
def _period(result: Period) -> str:
    if not result.upl >= result.lpl:
        return (
            f"No limits: {some(result.n, 'point is', 'points are')} too few to tell how much the figure usually varies."
        )
    short = f" These limits rest on {result.n} points only, fewer than {ENOUGH}." if result.short else ""
    return (
        f"Usual variation runs from {number(result.lpl)} to {number(result.upl)} around an average of "
        f"{number(result.mean)}; a figure outside is unlikely to be chance alone, one inside needs no "
        f"explanation.{short}"
    )


@plain.register
def _choice(result: Choice) -> str:
    return f"{_CHARTS.get(result.chart, result.chart)}: {result.reason}."


@plain.register
def _runs(result: RunsTest) -> str:
    if result.signal is None:
        few = some(result.useful, "point lies", "points lie")
        return f"Not judged: only {few} off the middle, and the runs test needs {RUNS_FROM}."
    facts = (
        f"the longest run on one side is {result.longest} ({result.longest_limit} at most is usual), "
        f"the middle is crossed {some(result.crossings, 'time', 'times')} ({result.crossings_limit} at least is usual)"
    )
    if result.signal:
        return (
            f"The level has moved at some time, more than chance explains: {facts}. The test does not say when or why."
        )
    return f"No sign that the level has moved: {facts}. That is no proof that nothing changed."


@plain.register
def _gaps(result: Gaps) -> str:
    if result.open_days is None:
        return "No case in this time."
    since = f"{some(result.open_days, 'day', 'days')} since the last case"
    if not result.days:
        return f"{since[:1].upper()}{since[1:]}, the only one in this time."
    last = number(result.days[-1])
    return f"{since[:1].upper()}{since[1:]}, which is no finished gap; {last} days between the last two."


@plain.register
def _chart(result: Chart) -> str:
    known = result.points.dropna(subset=["value", "lower", "upper"])
    if known.empty:
        return "No limits: there are too few points."
    last, flagged = known.iloc[-1], int((known["outside"] != 0).sum())
    unit = " days" if result.kind in ("t", "g") else ""
    low, high = (number(last[c], result.kind) for c in ("lower", "upper"))
    where = {1: "above", -1: "below", 0: "within"}[int(last["outside"])]
    said = f"The newest point, {number(last['value'], result.kind)}{unit}, is {where} usual variation ({low} to {high})"
    rest = f"{flagged} of {len(known)} points lie outside" if flagged else f"all {len(known)} points lie inside"
    means = "chance alone seldom does this, but the chart does not say why" if flagged else "no sign of a change"
    return f"{said}; {rest}: {means}."


@plain.register
def _funnel(result: Funnel) -> str:
    areas = result.areas
    judged, out = areas[areas["significance"] != ""], areas[areas["significance"].isin(list(_SIDES))]
    left = len(areas) - len(judged)
    withheld = (
        f" {some(left, 'area is', 'areas are')} not judged: fewer than {EXPECTED_FROM} are expected." if left else ""
    )
    if judged.empty:
        return f"No area is judged: fewer than {EXPECTED_FROM} events are expected in each, or nothing is known."
    if out.empty:
        return (
            f"All {some(len(judged), 'judged area lies', 'judged areas lie')} within what chance explains around "
            f"the areas together; a difference in rank means nothing here.{withheld}"
        )
    sides = [f"{n} {_SIDES[str(s)]}" for s, n in out["significance"].value_counts(sort=False).items()]
    return (
        f"Of {some(len(judged), 'judged area', 'judged areas')}, {', '.join(sides)}: "
        f"a reason to ask, not a verdict, since recording differs between areas.{withheld}"
    )


@plain.register
def _interval(result: pd.DataFrame) -> str:
    if len(result) != 1 or not {"value", "lower", "upper"} <= set(result.columns):
        raise TypeError("only a single interval has a sentence")
    row = result.iloc[0]
    if pd.isna(row["value"]):
        return "No figure: there is none to count."
    kind = "count" if "method" in result.columns else "share"
    low, high = number(row["lower"], kind), number(row["upper"], kind)
    return (
        f"{number(row['value'], kind)} observed; by chance alone it could stand for a true level of {low} to {high} "
        "(95% interval)."
    )
