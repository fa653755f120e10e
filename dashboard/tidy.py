"""A whole release file as tidy rows, one figure each, and what the columns, marks and measures mean: for `vemt export`.

Only what the file holds: a hidden figure has a mark and at most its safe range. Rows stand in the order of their names.
"""

import pandas as pd

from dashboard.blocks import safe_text
from dashboard.released import Released
from data_contracts.areas import ALL_AREAS
from data_contracts.periods import Period
from data_contracts.published_rows import KEY, SCHEMA, STATUSES
from data_contracts.ties import label_of
from data_contracts.vocabularies import BREAKDOWNS, TOTAL

_WORDS = {
    "metric": "name of the measure", "period": "period as the command line names it",
    "period_kind": "month, quarter (financial) or year (financial)", "start": "first day", "end": "last day",
    "area": "code of the area", "area_name": "its name", "by1": "first breakdown, or total",
    "cat1": "its category, or total", "label1": "the category in words", "by2": "second breakdown, or total",
    "cat2": "its category, or total", "label2": "the category in words",
    "basis": "live: follows the newest rows; frozen: as first released for a settled period",
    "status": "mark, see status below", "why": "the reason, where the figure was withdrawn",
}  # fmt: skip
COLUMNS = [
    "metric", "period", "period_kind", "start", "end", "area", "area_name", "by1", "cat1", "label1", "by2", "cat2",
    "label2", "basis", "numerator", "not_recorded", "denominator", "value", "lower", "upper", "range_low",
    "range_high", "status", "why",
]  # fmt: skip


def tidy(released: Released) -> pd.DataFrame:
    """Every figure of the file: the columns COLUMNS, sorted by name; blank where nothing is shown."""
    figures = released.figures().astype({n: str(c.dtype) for n, c in SCHEMA.columns.items()}).sort_values(KEY)
    pairs = figures[["period_kind", "start"]].drop_duplicates().itertuples(index=False)
    codes = {(kind, start): Period(kind, start.date()).code for kind, start in pairs}
    found = figures.assign(
        period=[codes[p] for p in zip(figures["period_kind"], figures["start"], strict=True)],
        area_name=figures["area"].map(ALL_AREAS),
        why=[_why(released, row) for row in figures[["status", *KEY]].itertuples(index=False)],
    )
    for n in ("1", "2"):
        split = figures[["by" + n, "cat" + n]].drop_duplicates().itertuples(index=False)
        labels = {(by, cat): "" if by == TOTAL else label_of(by, cat) for by, cat in split}
        found["label" + n] = [labels[p] for p in zip(figures["by" + n], figures["cat" + n], strict=True)]
    for day in ("start", "end"):
        found[day] = figures[day].dt.strftime("%Y-%m-%d")
    return found[COLUMNS].reset_index(drop=True)


def _why(released: Released, row: tuple[str, ...]) -> str:
    status, metric, kind, start, _, area, *pairs, basis = row
    if status != "w":
        return ""
    return safe_text(released.cells(metric)[kind, pd.Timestamp(start).date(), area, *pairs, basis].why)  # type: ignore[index]


def metadata(released: Released) -> pd.DataFrame:
    """What the tidy rows mean: subject (release, column, status, breakdown, measure), name, key, text."""
    numbers = {n: c.description or "" for n, c in SCHEMA.columns.items() if c.description}
    rows = [("release", "", key, text) for key, text in sorted(released.about.items())]
    rows += [("column", name, "", (_WORDS | numbers)[name]) for name in COLUMNS]
    rows += [("status", mark, "", text) for mark, text in STATUSES.items()]
    used = sorted({b for m in released.metrics for by in released.shape(m) for b in by})
    rows += [("breakdown", name, "", BREAKDOWNS[name].label) for name in used]
    for metric, header in sorted(released.definitions.items()):
        rows += [("measure", metric, key, _text(value)) for key, value in header.items() if key != "metric"]
    rows += [("measure", stem, "rate of", metric) for stem, metric in sorted(released.stems.items())]
    return pd.DataFrame(
        [(a, b, c, safe_text(d)) for a, b, c, d in rows], columns=["subject", "name", "key", "text"], dtype="str"
    )


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(" by ".join(v) if isinstance(v, list) else str(v) for v in value)
    if isinstance(value, dict):
        return "; ".join(f"{k}: {_text(v)}" for k, v in value.items())
    return "" if value is None else str(value)
