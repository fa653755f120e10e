"""What a board must see in the protected file, line by line, and how well each figure of it is shown.

A line is shown if its figure is exact, or a range no wider than 6 (of a share: 6 in a hundred), or if its year or the
levels taken together with it are.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from data_contracts.ties import MERGED

WIDE = 6
HEADLINES = ("open_on_list", "added_to_list", "removed_from_list", "children_missing", "missing_episodes")
ALL = ("TEES", "HSSCP", "STSCP")
PRACTICE = ("return_interview_offered", "return_interview_completed", "return_interview_within_72h", "review_current",
            "screening_tool_on_entry", "lead_professional_allocated", "nrm_referred_where_concern")  # fmt: skip
OPEN_TO_ALL = (
    "strategic_meetings_held",
    "strategic_quorate_text",
    "strategic_actions_on_time",
    "audit_actions_on_time",
)


class Line(NamedTuple):
    """One figure that must be shown."""

    metric: str
    area: str
    by: str = "total"
    cat: str = "total"


LINES = (
    *(Line(metric, area) for metric in HEADLINES for area in ALL),
    *(Line("open_on_list", area, "risk", "VERY_HIGH_OR_HIGH") for area in ALL[1:]),
    *(Line("open_on_list", area, "category", "E_OR_T") for area in ALL[1:]),
    *(Line("open_on_list", "TEES", "risk", level) for level in ("VERY_HIGH", "HIGH", "MEDIUM", "LOW")),
    *(Line(metric, "TEES") for metric in (
        "trafficking_concern_without_nrm", "removed_at_high_risk", "return_interviews_outstanding",
        "turning_18_within_6_months", *PRACTICE, *OPEN_TO_ALL)),
)  # fmt: skip


def how_shown(figures: pd.DataFrame, line: Line) -> Iterator[tuple[str, str]]:
    """(period, how) of each quarter and year that the file has for the line; how is `NOT SHOWN` where it is not."""
    said = _by_period(figures, line)
    merged = next((m for m, parts in MERGED.get(line.by, {}).items() if line.cat in parts), None)
    together = _by_period(figures, line._replace(cat=merged)) if merged else {}
    for (kind, start), how in said.items():
        year = ("year", pd.Timestamp(start.year if start.month > 3 else start.year - 1, 4, 1))
        other = {"year": said.get(year), "together": together.get((kind, start)), "both": together.get(year)}
        yield f"{kind} {start:%Y-%m}", how or next((f"{w}: {o}" for w, o in other.items() if o), "NOT SHOWN")


def _by_period(figures: pd.DataFrame, line: Line) -> dict[tuple[str, pd.Timestamp], str | None]:
    """(kind, start) -> how the file shows the line then, None if it does not; in order of time."""
    rows = figures[
        figures["metric"].eq(line.metric) & figures["area"].eq(line.area) & figures["by1"].eq(line.by)
        & figures["cat1"].eq(line.cat) & figures["by2"].eq("total") & figures["status"].ne("x")
    ].sort_values(["start", "period_kind", "basis"])  # fmt: skip
    return {(row.period_kind, row.start): _said(row) for row in rows.itertuples()}


def _said(row: Any) -> str | None:
    status, low, high = row.status, row.range_low, row.range_high
    if status in ("ok", "r", "u", "z"):
        return "exact"
    if status == "c" and pd.notna(low) and pd.notna(high) and high - low <= WIDE:
        return f"{low} to {high}"
    return None
