"""Signals: what the monthly headlines say, judged from shown cells only, one row per metric and area.

Limits are drawn only where at most one month in twenty is hidden: a limit over 24 points with one of them hidden gives
that one away. Where nothing is judged the row says why, so that no page needs to guess.
"""

import json
from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from data_contracts.areas import ALL_AREAS
from data_contracts.metric_header import MetricHeader
from data_contracts.published_rows import SHOWN
from data_contracts.vocabularies import TOTAL
from release import spc
from release.sentences import Reading, Series, describe
from release.subjects import is_quality

HIDDEN_AT_MOST = 0.05
FEW, RARE, MANY_ZEROS = 4, 1, 1 / 3
"""Mean a month under which XmR and c limits must agree; under which no limits are drawn; share of zero months."""
COLUMNS = {
    "chart": "str", "metric": "str", "area": "str", "kind": "str", "reason": "str", "n": "Int64", "centre": "Float64",
    "lower": "Float64", "upper": "Float64", "target": "Float64", "rule": "str", "months": "str", "rules": "str",
    "point_types": "str", "icon": "str", "assurance": "str", "sentence": "str",
}  # fmt: skip
"""months (2026-09), rules and point_types are JSON lists, one entry per month; the rest as in `Reading`."""


def signals(figures: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> pd.DataFrame:
    """One row per metric and area with monthly headlines in `figures` (`published_rows.SCHEMA`); columns COLUMNS."""
    wanted = {m: h for m, h in headers.items() if h.headline == "month" and h.kind != "published"}
    months = figures[
        (figures["period_kind"] == "month") & (figures["by1"] == TOTAL) & (figures["basis"] == "live")
        & figures["metric"].isin(wanted)
    ]  # fmt: skip
    banded = months["range_low"].notna() & months["metric"].isin([m for m, h in wanted.items() if is_quality(h)])
    months = months[~months["metric"].isin(months.loc[banded, "metric"])]
    if months.empty:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    chart = months["metric"] + ":" + months["area"]
    shown = months["value"].where(months["status"].isin(SHOWN))
    full = spc.complete_months(
        pd.DataFrame({"area": chart, "month": months["start"], "value": shown}),
        months["start"].min().date(),
        months["start"].max().date(),
    )
    calendar = tuple(m.date() for m in full["month"].unique())
    hidden = months["status"].eq("c").groupby(chart).sum()
    found = []
    for name, values in zip(full["area"].unique(), full["value"].to_numpy().reshape(-1, len(calendar)), strict=True):
        metric, area = name.split(":")
        series = _series(headers[metric], area, calendar, values)
        found.append(_signal(headers[metric], area, series, int(hidden[name])))
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)


def judge(series: Series, direction: str, target: float | None, hidden: int) -> Reading:
    """Which chart a monthly series bears, and what the rules say of it (statistics: XmR, unscreened, four rules).

    hidden: how many of the months are hidden.
    """
    values = np.array([np.nan if v is None else v for v in series.values], dtype=float)
    known = values[~np.isnan(values)]
    n = len(known)
    months = n + hidden
    newest = int(np.flatnonzero(~np.isnan(values))[-1]) if n else None
    if not n:
        why = "every month is hidden to protect children" if hidden else "no month can be shown"
        return Reading("none", why, 0, target=target)
    if hidden > HIDDEN_AT_MOST * months:
        why = f"{hidden} of {months} months are hidden to protect children"
        return Reading("none", why, n, target=target, newest=newest)
    rare = series.kind == "count" and (known.mean() < RARE or (known == 0).mean() > MANY_ZEROS)
    if n < spc.ENOUGH or rare:
        why = "cases are too rare for monthly limits" if n >= spc.ENOUGH else f"{n} months are too few: 13 are needed"
        centre = spc.runs_test(values).centre
        return Reading("run", why, n, centre=centre, target=target, newest=newest)
    return _judge_xmr(series.kind, values, direction, target, newest)


def _judge_xmr(
    kind: str, values: spc.Floats, direction: str, target: float | None, newest: int | None
) -> Reading:  # fmt: skip
    periods = spc.xmr(values)
    last = periods[-1]
    causes = spc.special_causes(values, periods)
    rules, reason = causes["rule"].tolist(), ""
    if not last.upl > last.lpl:
        reason = "no variation"
    elif kind == "count" and last.mean < FEW:
        rules = _agreed(values, last.mean, causes["outside"].to_numpy())
        reason = "fewer than 4 a month: only a month outside both the XmR and the c limits is a signal"
    types = [t if known else "" for t, known in zip(spc.point_types(rules, direction), ~np.isnan(values), strict=True)]
    return Reading(
        "xmr", reason, last.n, last.mean, last.lpl, last.upl, target, tuple(rules), tuple(types), newest,
        spc.variation_icon(types[newest or 0], direction), spc.assurance(last.lpl, last.upl, target, direction),
    )  # fmt: skip


def _agreed(values: spc.Floats, mean: float, outside: spc.Floats) -> list[str]:
    """Rule names for small counts: outside the XmR limits and three standard deviations of a Poisson count."""
    reach = 3 * np.sqrt(mean)
    with np.errstate(invalid="ignore"):
        above, below = (values > mean + reach) & (outside > 0), (values < mean - reach) & (outside < 0)
    return np.where(above, "outside_above", np.where(below, "outside_below", "")).tolist()


def _series(header: MetricHeader, area: str, months: tuple[date, ...], values: spc.Floats) -> Series:
    known = tuple(None if np.isnan(v) else float(v) for v in values)
    return Series(header.title, ALL_AREAS[area], header.kind, months, known)


def _signal(header: MetricHeader, area: str, series: Series, hidden: int) -> dict[str, object]:
    """One row of `signals` from the monthly series of one metric and area."""
    months, values = series.months, series.values
    reading = judge(series, header.direction, header.target, hidden)
    blank = [""] * len(months)
    return {
        "chart": f"{header.metric}:{area}", "metric": header.metric, "area": area, "kind": reading.kind,
        "reason": reading.reason, "n": reading.n, "centre": reading.centre, "lower": reading.lower,
        "upper": reading.upper, "target": reading.target, "rule": reading.rule,
        "months": json.dumps([f"{m:%Y-%m}" for m in months]), "rules": json.dumps(list(reading.rules) or blank),
        "point_types": json.dumps(list(reading.types) or ["" if v is None else "not_judged" for v in values]),
        "icon": reading.icon, "assurance": reading.assurance or "", "sentence": describe(reading, series),
    }  # fmt: skip
