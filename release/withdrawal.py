"""Figures that are taken back: which rows of a release they are, and the same tables without them.

A withdrawn figure keeps its row, with status w and no number; the reason stands in `about`. Nothing is counted anew and
no other figure changes, so the new release tells nothing that the old one did not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from data_contracts.metric_header import MetricHeader
from data_contracts.periods import Period
from data_contracts.vocabularies import TOTAL
from release.about import NAME, reasons, restated
from release.audiences import Audience
from release.build import Built, fingerprint, read_tables
from release.signals import Judging, audience_signals, expected_false
from release.store import ReleaseError, read_manifest, verify_release

Tables = dict[str, dict[str, pd.DataFrame]]
_NUMBERS = ["numerator", "not_recorded", "denominator", "value", "lower", "upper", "range_low", "range_high"]


class NotWithdrawable(ReleaseError):
    """A figure that cannot be taken back by itself; the text says what can."""


@dataclass(frozen=True)
class Figure:
    """One figure as the command line names it; `by` holds breakdown -> category."""

    metric: str
    period: Period
    area: str
    by: Mapping[str, str] = field(default_factory=dict)


def take_back(
    releases_dir: Path, release_id: str, key: bytes, headers: Mapping[str, MetricHeader],
    audiences: Mapping[str, Audience], figure: Figure, why: str, on: date, earlier: pd.DataFrame, judging: Judging,
) -> tuple[Built, pd.DataFrame]:  # fmt: skip
    """The release without a figure, under an id of its own, and the rows taken back (`about.NAME`, why, withdrawn_on).

    earlier: those taken back before. ReleaseError if the release is damaged, NotWithdrawable if no file has the figure.
    """
    if wrong := verify_release(releases_dir, release_id, key):
        raise ReleaseError(f"release {release_id} is damaged: {'; '.join(wrong)}")
    manifest, tables = read_manifest(releases_dir, release_id), read_tables(releases_dir, release_id)
    metrics, found = set(resting_on(figure.metric, headers)), []
    for name, part in tables.items():
        gone = rows_of(part["figures"], headers, figure)
        found.append(_taken_back(part["figures"], gone, why, on))
        part["figures"] = _without(part["figures"], gone)
        mine = part["figures"][part["figures"]["metric"].isin(metrics)]
        anew = audience_signals(mine, headers, audiences[name], part["events"], judging)
        part["signals"] = _with_signals(part["signals"], anew, metrics)
    rows = pd.concat(found, ignore_index=True).drop_duplicates([c for c in found[0] if c != "withdrawn_on"])
    if rows.empty:
        raise NotWithdrawable("this release has no such figure, so there is nothing to take back")
    new_id = f"{manifest['as_at']}-{fingerprint(tables, key)}"
    for part in tables.values():
        said = {"release_id": new_id, "expected_false_signals": expected_false(part["signals"])}
        listed = pd.concat([earlier, rows], ignore_index=True)
        part["about"] = restated(part["about"], said | reasons(part["figures"], listed, headers))
    as_at = date.fromisoformat(manifest["as_at"])
    made_with = {name: manifest[name] for name in ("ledger_version", "settings", "gate")}
    return Built(new_id, as_at, tables, headers, key, **made_with), rows


def resting_on(metric: str, headers: Mapping[str, MetricHeader]) -> list[str]:
    """`metric` and what is derived from its figure: shares and medians of it, rates, ratios. NotWithdrawable."""
    header = headers.get(metric)
    if header is None or header.kind in ("ratio", "published"):
        rate = next((m for m, h in headers.items() if h.rate_stem == metric), None)
        of = rate or (header and header.kind == "ratio" and f"{header.numerator} and {header.denominator}")
        hint = f"it is derived: take back {of}" if of else "it is the publisher's, who alone can correct it"
        raise NotWithdrawable(f"{metric} cannot be taken back by itself; {hint}.")
    found = [metric, *(m for m, h in headers.items() if h.of == metric)]
    ratios = [m for m, h in headers.items() if h.kind == "ratio"
              and {h.numerator.removesuffix(".yes"), h.denominator.removesuffix(".yes")} & set(found)]  # fmt: skip
    return found + ([header.rate_stem] if header.rate_stem else []) + ratios


def rows_of(figures: pd.DataFrame, headers: Mapping[str, MetricHeader], asked: Figure) -> pd.Series:
    """Mask of the rows that are this figure, live or frozen, or rest on it; not supplied (x) is nothing to take back.

    A stock's figure is that of its last day: the quarter and the year that end with it are the same figure.
    """
    metric, period = asked.metric, asked.period
    pairs = [*asked.by.items(), (TOTAL, TOTAL), (TOTAL, TOTAL)][:2]
    same = figures["metric"].isin(resting_on(metric, headers)) & figures["area"].eq(asked.area)
    same &= figures["status"].ne("x")
    ways = [
        figures["by1"].eq(a) & figures["cat1"].eq(x) & figures["by2"].eq(b) & figures["cat2"].eq(y)
        for (a, x), (b, y) in (pairs, pairs[::-1])
    ]
    when = figures["period_kind"].eq(period.kind) & figures["start"].eq(pd.Timestamp(period.start))
    if headers[metric].time == "stock":
        when |= figures["end"].eq(pd.Timestamp(period.end))
    return same & (ways[0] | ways[1]) & when


def _without(figures: pd.DataFrame, gone: pd.Series) -> pd.DataFrame:
    """`figures` with the rows `gone` withdrawn: status w and no number, no range."""
    figures = figures.copy()
    figures.loc[gone, _NUMBERS] = pd.NA
    figures["status"] = figures["status"].mask(gone, "w").astype("str")
    return figures


def _taken_back(figures: pd.DataFrame, gone: pd.Series, why: str, on: date) -> pd.DataFrame:
    """The rows `gone`, named without their basis, with the reason and the day: for the warehouse's list."""
    names = figures.loc[gone, NAME].drop_duplicates().rename(columns={"start": "period_start"})
    return names.assign(why=why, withdrawn_on=pd.Timestamp(on))


def _with_signals(signals: pd.DataFrame, anew: pd.DataFrame, metrics: set[str]) -> pd.DataFrame:
    """`signals` with those of `metrics` judged anew; the others stand as they were."""
    mine = np.asarray(signals["metric"].isin(metrics))
    kept = pd.concat([signals[~mine], anew[anew["metric"].isin(metrics)]], ignore_index=True)
    return kept.astype(signals.dtypes).sort_values(["metric", "area"], ignore_index=True)
