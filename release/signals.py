"""Signals: what the monthly headlines say, judged from shown cells only, one row per metric and area.

Where nothing is judged the row says why, so that no page needs to guess. How many false signals to expect from all the
charts of a file stands in its `about`.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from data_contracts.areas import ALL_AREAS, authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.published_rows import SHOWN
from data_contracts.vocabularies import TOTAL
from release import spc
from release.audiences import Audience
from release.judge import judge
from release.plain import some
from release.sentences import Reading, Series, describe
from release.subjects import is_quality

COLUMNS = {
    "chart": "str", "metric": "str", "area": "str", "kind": "str", "reason": "str", "n": "Int64", "centre": "Float64",
    "lower": "Float64", "upper": "Float64", "target": "Float64", "rule": "str", "months": "str", "rules": "str",
    "point_types": "str", "icon": "str", "assurance": "str", "sentence": "str", "state": "str", "centres": "str",
    "icons": "str", "lowers": "str", "uppers": "str", "targets": "str", "since": "str", "false_rate": "Float64",
}  # fmt: skip
"""JSON lists with one entry per month: months (2026-09), rules, point_types, icons, centres, lowers, uppers, targets.
centre, lower, upper, target, rule, icon: the newest shown month's. since: first month of limits taken anew, or "". The
rest as in `Reading`; a t chart's limits are days, so they stand in its sentence only."""
Known = dict[tuple[object, ...], dict[str, object]]
REBASE = "rebase"
"""Kind of an event that is a rebase."""


@dataclass(frozen=True)
class Judging:
    """What signals rest on beside the figures. targets: metric -> steps; members: metric, la_code, counted_on."""

    targets: Mapping[str, Sequence[spc.Step]] = field(default_factory=dict)
    members: pd.DataFrame | None = field(default=None, repr=False)


def audience_signals(
    figures: pd.DataFrame,
    headers: Mapping[str, MetricHeader],
    audience: Audience,
    events: pd.DataFrame,
    judging: Judging | None,
    known: Known | None = None,
) -> pd.DataFrame:
    """`signals` of what this audience is shown, with the rebases among `events` and the dates that it may use."""
    given = judging or Judging()
    dates = event_dates(given.members, headers, audience)
    return signals(figures, headers, rebases=rebases_of(events), targets=given.targets, dates=dates, known=known)


def signals(
    figures: pd.DataFrame,
    headers: Mapping[str, MetricHeader],
    *,
    rebases: Sequence[spc.Rebase] = (),
    targets: Mapping[str, Sequence[spc.Step]] | None = None,
    dates: Mapping[tuple[str, str], Sequence[date]] | None = None,
    known: Known | None = None,
) -> pd.DataFrame:
    """One row per metric and area with monthly headlines in `figures` (`published_rows.SCHEMA`); columns COLUMNS.

    rebases: decisions that apply where metric and area are theirs; targets: metric -> steps, in place of the header's
    one target; dates: (metric, area) -> sorted dates of single events, only where this file may use them. known: rows
    of series judged already, here added to: what several files show alike is judged once.
    """
    months = _monthly(figures, headers)
    if months.empty:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    known = {} if known is None else known
    calendar = [d.date() for d in pd.date_range(months["start"].min(), months["start"].max(), freq="MS")]
    found = []
    for (metric, area), rows in _by_series(months):
        header = headers[metric]
        steps = (targets or {}).get(metric, ())
        aims = spc.targets_at(steps, calendar) if steps else [header.target] * len(calendar)
        own = [r for r in rebases if (r.metric, r.area) == (metric, area)]
        days = (dates or {}).get((metric, area))
        same = (metric, area, calendar[0], calendar[-1], *rows, *aims, repr(own), None if days is None else tuple(days))
        if same not in known:
            series = _series(header, area, calendar, rows)
            hidden = sum(row.status == "c" for row in rows)
            known[same] = _row(metric, area, header.direction, series,
                               judge(series, header.direction, aims, hidden, own, days))  # fmt: skip
        found.append(known[same])
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)


class _Month(NamedTuple):
    """One month of a series as it is shown; null numbers are None."""

    start: date
    status: str
    value: float | None
    numerator: float | None
    denominator: float | None


def _by_series(months: pd.DataFrame) -> Iterator[tuple[tuple[str, str], list[_Month]]]:
    """(metric, area) and its months, both in order."""
    months = months.sort_values(["metric", "area", "start"])
    numbers = [[None if math.isnan(v) else v for v in months[c].to_numpy(dtype=float, na_value=np.nan).tolist()]
               for c in ("value", "numerator", "denominator")]  # fmt: skip
    days = [d.date() for d in months["start"]]
    rows = map(_Month, days, months["status"].tolist(), *numbers)
    names = zip(months["metric"].tolist(), months["area"].tolist(), strict=True)
    for name, group in groupby(zip(names, rows, strict=True), key=lambda pair: pair[0]):
        yield name, [row for _, row in group]


def expected_false(table: pd.DataFrame) -> dict[str, Any]:
    """What to expect from `signals` by chance alone: expected, charts, judged, hidden, too_few, sentence."""
    states = table["state"].value_counts()
    judged, hidden, few = (int(states.get(s, 0)) for s in ("judged", "hidden", "too_few"))
    expected = round(float(table["false_rate"].fillna(0).sum()), 2)
    found = {"expected": expected, "charts": len(table), "judged": judged, "hidden": hidden, "too_few": few}
    if not judged:
        return found | {"sentence": ""}
    about = "fewer than one" if expected < 0.75 else f"about {expected:.0f}"
    return found | {
        "sentence": f"Of {some(len(table), 'monthly chart', 'monthly charts')} in this release {judged} "
        f"{'is' if judged == 1 else 'are'} judged, {hidden} cannot be because months are hidden, and {few} have too "
        f"little to go by; if nothing at all had changed, chance alone would still flag {about} of the {judged}."
    }


def rebases_of(events: pd.DataFrame) -> list[spc.Rebase]:
    """The rebases among `events` (kind `rebase`: date, metric, area, reason as title, author as source)."""
    if "kind" not in events:
        return []
    rows = events[events["kind"] == REBASE]
    texts = [[str(v) for v in rows[c]] for c in ("metric", "area", "date", "title", "source")]
    return [
        spc.Rebase(metric, area, date.fromisoformat(day[:10]), title.removeprefix(ANEW), author)
        for metric, area, day, title, author in zip(*texts, strict=True)
    ]


ANEW = "Limits taken anew: "
"""How the title of a rebase begins on charts."""


def event_dates(
    members: pd.DataFrame | None, headers: Mapping[str, MetricHeader], audience: Audience
) -> dict[tuple[str, str], list[date]]:
    """(metric, area) -> sorted dates of the single events that this audience's file may use.

    members: metric, la_code, counted_on. Days between events tell single cases, so they are used only for things that
    are not people (protect = false), or where the file is true throughout or holds one authority's own counts alone.
    """
    if members is None or members.empty:
        return {}
    flows = {m for m, h in headers.items() if h.kind == "count" and h.time == "flow" and not h.distinct_of}
    own = audience.mode == "producer" or len({a for x in audience.areas for a in authorities_of(x)}) == 1
    used = members[members["metric"].isin([m for m in flows if own or not headers[m].protect])]
    found = {}
    for metric, rows in used.groupby("metric"):
        for area in audience.areas:
            inside = rows.loc[rows["la_code"].isin(authorities_of(area)), "counted_on"]
            found[str(metric), area] = sorted(pd.to_datetime(inside).dt.date)
    return found


def _monthly(figures: pd.DataFrame, headers: Mapping[str, MetricHeader]) -> pd.DataFrame:
    """Live monthly headlines; measures of quality printed as bands are left out."""
    wanted = {m: h for m, h in headers.items() if h.headline == "month" and h.kind != "published"}
    months = figures[
        (figures["period_kind"] == "month") & (figures["by1"] == TOTAL) & (figures["basis"] == "live")
        & figures["metric"].isin(wanted)
    ]  # fmt: skip
    banded = months["range_low"].notna() & months["metric"].isin([m for m, h in wanted.items() if is_quality(h)])
    return months[~months["metric"].isin(months.loc[banded, "metric"])]


def _series(header: MetricHeader, area: str, calendar: Sequence[date], rows: Sequence[_Month]) -> Series:
    """The series of shown numbers, every month of the calendar in it; ValueError if a month stands twice."""
    if len({row.start for row in rows}) < len(rows):
        raise ValueError("a month stands twice")
    at = {row.start: row for row in rows if row.status in SHOWN and row.value is not None}

    def side(name: str) -> tuple[float | None, ...]:
        return tuple(getattr(at.get(month), name, None) for month in calendar)

    value, yes, of = side("value"), side("numerator"), side("denominator")
    pairs = [(y, n) for y, n, v in zip(yes, of, value, strict=True) if v is not None]
    whole = header.kind in ("share", "ratio") and all(y is not None and n is not None and y <= n for y, n in pairs)
    return Series(header.title, ALL_AREAS[area], header.kind, tuple(calendar), value, header.time == "stock",
                  yes if whole else None, of if whole else None)  # fmt: skip


def _row(metric: str, area: str, direction: str, series: Series, reading: Reading) -> dict[str, object]:
    """One row of `signals`."""
    n = len(series.months)
    drawn = reading.kind != "t"  # days between cases are no counts a month: their limits stand in the sentence
    none = "hidden" if reading.state == "hidden" else "not_judged"
    types = reading.types or ["" if v is None else none for v in series.values]
    lists = {
        "months": [f"{m:%Y-%m}" for m in series.months],
        "rules": reading.rules or [""] * n,
        "point_types": types,
        "icons": [spc.variation_icon(t, direction) for t in types],
        "centres": reading.centres or [None] * n,
        "lowers": reading.lowers or [None] * n,
        "uppers": reading.uppers or [None] * n,
        "targets": reading.targets or [None] * n,
    }
    return {
        "chart": f"{metric}:{area}", "metric": metric, "area": area, "kind": reading.kind, "reason": reading.reason,
        "n": reading.n, "target": reading.target,
        **{k: getattr(reading, k) if drawn else None for k in ("centre", "lower", "upper")},
        "rule": reading.rule, "icon": reading.icon, "assurance": reading.assurance or "",
        "sentence": describe(reading, series), "state": reading.state,
        "since": f"{reading.since[0]:%Y-%m}" if reading.since else "", "false_rate": reading.false_rate,
        **{k: json.dumps(list(v)) for k, v in lists.items()},
    }  # fmt: skip
