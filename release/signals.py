"""Signals: what the monthly headlines say, judged from shown cells only, one row per metric and area.

Where nothing is judged the row says why, so that no page needs to guess. How many false signals to expect from all the
charts of a file stands in its `about`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

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
) -> pd.DataFrame:
    """`signals` of what this audience is shown, with the rebases among `events` and the dates that it may use."""
    given = judging or Judging()
    dates = event_dates(given.members, headers, audience)
    return signals(figures, headers, rebases=rebases_of(events), targets=given.targets, dates=dates)


def signals(
    figures: pd.DataFrame,
    headers: Mapping[str, MetricHeader],
    *,
    rebases: Sequence[spc.Rebase] = (),
    targets: Mapping[str, Sequence[spc.Step]] | None = None,
    dates: Mapping[tuple[str, str], Sequence[date]] | None = None,
) -> pd.DataFrame:
    """One row per metric and area with monthly headlines in `figures` (`published_rows.SCHEMA`); columns COLUMNS.

    rebases: decisions that apply where metric and area are theirs; targets: metric -> steps, in place of the header's
    one target; dates: (metric, area) -> sorted dates of single events, only where this file may use them.
    """
    months = _monthly(figures, headers)
    if months.empty:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    calendar = [d.date() for d in pd.date_range(months["start"].min(), months["start"].max(), freq="MS")]
    found = []
    for (metric, area), rows in months.groupby(["metric", "area"], sort=True):
        header = headers[str(metric)]
        series = _series(header, str(area), calendar, rows)
        steps = (targets or {}).get(header.metric, ())
        aims = spc.targets_at(steps, calendar) if steps else [header.target] * len(calendar)
        own = [r for r in rebases if (r.metric, r.area) == (metric, area)]
        reading = judge(series, header.direction, aims, int(rows["status"].eq("c").sum()), own,
                        (dates or {}).get((header.metric, str(area))))  # fmt: skip
        found.append(_row(header.metric, str(area), header.direction, series, reading))
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)


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


def _series(header: MetricHeader, area: str, calendar: Iterable[date], rows: pd.DataFrame) -> Series:
    """The series of shown numbers, every month of the calendar in it; ValueError if a month stands twice."""
    shown = rows[rows["status"].isin(SHOWN) & rows["value"].notna()]
    if rows["start"].duplicated().any():
        raise ValueError("a month stands twice")
    at = {m.date(): r for m, r in zip(shown["start"], shown.itertuples(), strict=True)}

    def side(name: str) -> tuple[float | None, ...]:
        picked = (getattr(at.get(m), name, None) for m in calendar)
        return tuple(None if v is None or pd.isna(v) else float(v) for v in picked)

    yes, of = side("numerator"), side("denominator")
    pairs = [(y, n) for y, n, v in zip(yes, of, side("value"), strict=True) if v is not None]
    whole = header.kind in ("share", "ratio") and all(y is not None and n is not None and y <= n for y, n in pairs)
    return Series(header.title, ALL_AREAS[area], header.kind, tuple(calendar), side("value"), header.time == "stock",
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
