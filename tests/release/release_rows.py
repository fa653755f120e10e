"""Synthetic metric rows that add up: leaf counts per authority, month and categories, rolled up as the runner does.

Numbers are drawn, no person stands behind them.
"""

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from data_contracts import metric_rows
from data_contracts.areas import AREAS, LA_CODES, area_rows
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import Period, add_months, complete_periods
from data_contracts.vocabularies import BREAKDOWNS, NOT_RECORDED, TOTAL

KEY = b"0123456789abcdef-test-key"
AS_AT = date(2026, 10, 31)
FIRST = date(2023, 11, 1)
MONTHS = 36
ALL = tuple(AREAS)


def header(metric: str, kind: str = "count", **changes: object) -> MetricHeader:
    plain = MetricHeader(
        metric=metric, ids=("A1",), title=metric.replace("_", " ").capitalize(), question="?", definition="d", why="w",
        kind=kind, time="flow", unit="child", numerator="n", denominator="d", direction="neutral", target=None,
        headline="month", breakdowns={}, settle=28, protect=True, outputs=("strategic",), source="s", fields=(),
        caveat="", owner="VEMT data lead", checked_by="second analyst", review_by="2027-04-01", sql="select 1",
    )  # fmt: skip
    return replace(plain, **changes)


QUARTER = [["risk"], ["category", "risk"], ["category"], ["age_band"]]
HEADERS = {
    h.metric: h
    for h in (
        header("open_on_list", time="stock", population="0-17", breakdowns={"quarter": QUARTER, "year": [["sex"]]}),
        header("added_to_list", breakdowns={"quarter": [["category"], ["age_band"]], "year": [["sex"]]}),
        header("interviews_due", breakdowns={"quarter": [["missing_from"]]}),
        header("interviews_done", "share", of="interviews_due", direction="increase", target=0.9),
        header("interviews_in_time", "share", of="interviews_due", direction="increase"),
        header("in_time_of_done", "ratio", numerator="interviews_in_time.yes", denominator="interviews_done.yes",
               breakdowns={"quarter": [["missing_from"]]}),
        header("days_on_list", "median", time="stock", of="open_on_list"),
        header("children_missing", distinct_of="missing_episodes", breakdowns={"quarter": [["sex"]]}),
        header("sessions_held", protect=False),
        header("rows_checked", ids=("M2",)),
        header("rows_failing", "share", ids=("M2",), of="rows_checked", direction="decrease"),
        header("assessment_factors", "published", headline="year", population="0-17",
               breakdowns={"year": [["factor"]]}),
    )
}  # fmt: skip
MEANS = {"open_on_list": 30.0, "added_to_list": 5.0, "interviews_due": 20.0, "children_missing": 12.0,
         "sessions_held": 1.0, "rows_checked": 60.0}  # fmt: skip
POPULATION = pd.DataFrame(
    [(la, year, 20_000 + 100 * i) for i, la in enumerate(LA_CODES) for year in (2022, 2023, 2024, 2025)]
    + [(area, 2025, 500_000) for area in ("E12000001", "E92000001")],
    columns=["area", "mid_year", "population"],
)
SUPPLY = pd.DataFrame(
    [(la, "list", date(2026, 9, 30), date(2026, 10, 3), "received") for la in LA_CODES],
    columns=["la_code", "extract", "last_month", "extracted_at", "status"],
)
EVENTS = pd.DataFrame([(date(2025, 4, 1), "open_on_list", "TEES", "New screening tool", "chair")],
                      columns=["date", "metric", "area", "text", "role"])  # fmt: skip


def leaves(metric: str, rng: np.random.Generator, months: int, scale: float = 1.0) -> pd.DataFrame:
    """One row per authority, month and joint categories: n, and yes/no/not_recorded for two nested shares."""
    names = sorted({b for split in HEADERS[metric].all_breakdowns() for b in split})
    codes = [[*BREAKDOWNS[n].vocabulary.codes, NOT_RECORDED] for n in names]
    index = pd.MultiIndex.from_product(
        [LA_CODES, [add_months(FIRST, i) for i in range(months)], *codes], names=["la", "month", *names]
    )
    per_month = len(index) / (len(LA_CODES) * months)
    weights = rng.gamma(0.3, 1.0, int(per_month))
    frame = pd.DataFrame(index=index).reset_index()
    mean = np.tile(weights / weights.sum(), len(LA_CODES) * months) * MEANS[metric] * scale
    frame["n"] = rng.poisson(mean)
    frame["yes"] = rng.binomial(frame["n"], 0.8)
    frame["not_recorded"] = rng.binomial(frame["n"] - frame["yes"], 0.3)
    frame["yes2"] = rng.binomial(frame["yes"], 0.7)
    frame["value"] = rng.gamma(4.0, 40.0, len(frame))
    return frame


def rolled(metric: str, leaf: pd.DataFrame, basis: str) -> pd.DataFrame:
    """Leaf counts rolled up to areas, periods and the header's breakdowns, columns of metric rows but for the kind."""
    head = HEADERS[metric]
    leaf = leaf.merge(pd.DataFrame(area_rows(), columns=["la", "area"]), on="la")
    last = add_months(max(leaf["month"]), 1)
    parts = []
    for kind in ("month", "quarter", "year"):
        spans = {}
        for period in complete_periods(kind, FIRST, add_months(last, 0) - pd.Timedelta(days=1)):
            months = [period.start]
            if kind != "month":
                months = [add_months(period.start, i) for i in range(3 if kind == "quarter" else 12)]
            for month in months if head.time == "flow" else months[-1:]:
                spans[month] = period
        inside = leaf[leaf["month"].isin(spans)]
        if inside.empty:
            continue
        inside = inside.assign(start=inside["month"].map(lambda m, s=spans: s[m].start))
        splits = [[], *head.breakdowns.get(kind, [])] if not (basis == "frozen" and kind == "month") else []
        for split in splits:
            summed = inside.groupby(["area", "start", *split], as_index=False)[
                ["n", "yes", "not_recorded", "yes2"]
            ].sum()
            for i in (1, 2):
                summed[f"by{i}"] = split[i - 1] if len(split) >= i else TOTAL
                summed[f"cat{i}"] = summed[split[i - 1]] if len(split) >= i else TOTAL
            parts.append(summed.assign(period_kind=kind, basis=basis))
    return pd.concat(parts, ignore_index=True)


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns and types of `metric_rows.SCHEMA`."""
    frame = frame.reindex(columns=list(metric_rows.SCHEMA.columns)).copy()
    for column in ("period_start", "period_end"):
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[us]")
    counts = ["n", "yes", "no", "not_recorded"]
    frame[counts] = frame[counts].astype("Float64").astype("Int64")
    frame["value"] = frame["value"].astype("Float64")
    text = [c for c, col in metric_rows.SCHEMA.columns.items() if str(col.dtype) in ("str", "string[python]")]
    frame[text] = frame[text].astype("str")
    return metric_rows.SCHEMA.validate(frame.reset_index(drop=True))


def as_metrics(base: str, summed: pd.DataFrame) -> list[pd.DataFrame]:
    """The count and every share and median `of` it."""
    ends = [Period(k, s).end for k, s in zip(summed["period_kind"], summed["start"], strict=True)]
    plain = summed.rename(columns={"start": "period_start"}).assign(period_end=ends, status="ok", metric=base)
    found = [plain.drop(columns=["yes", "not_recorded", "yes2"])]
    for metric, head in HEADERS.items():
        if head.of != base:
            continue
        part = plain.assign(metric=metric)
        if head.kind == "median":
            median = (100 + part["n"]).where(part["n"] > 0)
            found.append(part.drop(columns=["yes", "not_recorded", "yes2"]).assign(value=median))
            continue
        if metric == "interviews_in_time":
            part = part.assign(yes=part["yes2"])
        found.append(part.assign(no=part["n"] - part["yes"] - part["not_recorded"]))
    return found


def published() -> pd.DataFrame:
    """A published metric: counts, and one hidden by its publisher."""
    rows = []
    for i, area in enumerate([*LA_CODES, "TEES", "E12000001", "E92000001"]):
        for factor in ("going_missing", "trafficking"):
            hidden = factor == "trafficking" and area in ("E06000001", "TEES")
            rows.append({
                "metric": "assessment_factors", "period_kind": "year", "period_start": date(2025, 4, 1),
                "period_end": date(2026, 3, 31), "area": area, "by1": "factor", "cat1": factor, "by2": TOTAL,
                "cat2": TOTAL, "basis": "live", "n": None if hidden else 3 + i, "status": "c" if hidden else "ok",
            })  # fmt: skip
    return pd.DataFrame(rows)


@cache
def metric_frame(
    seed: int = 1, months: int = MONTHS, scale: float = 1.0, metrics: tuple[str, ...] = ()
) -> pd.DataFrame:
    """A valid metric-rows frame: live and frozen rows of the metrics above (all unless named). Copy to change."""
    rng = np.random.default_rng(seed)
    parts = []
    for metric in metrics or tuple(MEANS):
        leaf = leaves(metric, rng, months, scale)
        for basis in ("live", "frozen"):
            parts += as_metrics(metric, rolled(metric, leaf, basis))
    if not metrics:
        parts.append(published())
    return typed(pd.concat(parts, ignore_index=True))
