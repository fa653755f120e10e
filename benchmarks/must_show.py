"""What a board must see in the protected file, line by line, and how well each figure of it is shown.

A line is shown if its figure is exact, or a range no wider than 6 (of a share: 6 in a hundred, or 6 of those counted
where they are fewer than a hundred), or if its year or the levels taken together with it are.
"""

from collections.abc import Iterator
from math import ceil, floor
from typing import Any, NamedTuple

import pandas as pd

from data_contracts.ties import MERGED
from queries.catalogue import catalogue

WIDE = 6
HEADLINES = ("open_on_list", "added_to_list", "removed_from_list", "children_missing", "missing_episodes")
ALL = ("TEES", "HSSCP", "STSCP")
FOR_TEES = ("trafficking_concern_without_nrm", "removed_at_high_risk", "return_interviews_outstanding",
            "turning_18_within_6_months")  # fmt: skip
PRACTICE = (
    "screening_tool_on_entry", "how_safe_completed", "lead_professional_allocated", "case_mapping_done",
    "mapping_complete", "review_current", "told_on_adding", "told_on_removal", "all_told",
    "nrm_considered_where_concern", "nrm_referred_where_concern", "return_interview_offered",
    "return_interview_accepted", "return_interview_completed", "return_interview_within_72h",
)  # fmt: skip
MEETINGS = (
    "meetings_planned_held", "strategic_meetings_held", "strategic_quorate_text", "strategic_quorate_strict",
    "strategic_attendance_by_member", "strategic_seats_met_by_member", "papers_on_time", "minutes_on_time",
    "plan_lines_on_track", "plan_lines_updated", "training_held", "campaigns_delivered", "documents_overdue",
)  # fmt: skip
QUALITY = ("details_filled", "rows_failing", "extracts_received")
ACTIONS = ("strategic_actions_raised", "strategic_actions_on_time", "strategic_actions_overdue",
           "audit_actions_on_time", "audit_actions_overdue")  # fmt: skip


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
    *(Line(metric, "TEES") for metric in (*FOR_TEES, *PRACTICE, *MEETINGS, *QUALITY, *ACTIONS)),
)
NOT_SHOWN, NOT_SUPPLIED = "NOT SHOWN", "not supplied"


def how_shown(figures: pd.DataFrame, line: Line) -> Iterator[tuple[str, str]]:
    """(period, how) of each quarter and year that the file has for the line: NOT_SHOWN, NOT_SUPPLIED, or as it is."""
    said = _by_period(figures, line)
    merged = next((m for m, parts in MERGED.get(line.by, {}).items() if line.cat in parts), None)
    together = _by_period(figures, line._replace(cat=merged)) if merged else {}
    for (kind, start), how in said.items():
        year = ("year", pd.Timestamp(start.year if start.month > 3 else start.year - 1, 4, 1))
        other = {"year": said.get(year), "together": together.get((kind, start)), "both": together.get(year)}
        yield f"{kind} {start:%Y-%m}", how or next((f"{w}: {o}" for w, o in other.items() if o), NOT_SHOWN)


def _by_period(figures: pd.DataFrame, line: Line) -> dict[tuple[str, pd.Timestamp], str | None]:
    """(kind, start) -> how the file shows the line then, None if it does not; in order of time."""
    header = catalogue()[line.metric]
    of = _rows(figures, line._replace(metric=header.of)) if header.kind == "share" and header.of else {}
    return {
        when: _of_share(row, of.get(when)) if of and row.status == "c" else _said(row.status, row.range_low,
                                                                               row.range_high)
        for when, row in _rows(figures, line).items()
    }  # fmt: skip


def _rows(figures: pd.DataFrame, line: Line) -> dict[tuple[str, pd.Timestamp], Any]:
    rows = figures[
        figures["metric"].eq(line.metric) & figures["area"].eq(line.area) & figures["by1"].eq(line.by)
        & figures["cat1"].eq(line.cat) & figures["by2"].eq("total")
    ].sort_values(["start", "period_kind", "basis"])  # fmt: skip
    return {(row.period_kind, row.start): row for row in rows.itertuples()}


def _said(status: str, low: Any, high: Any) -> str | None:
    if status == "x":
        return NOT_SUPPLIED
    if status in ("ok", "r", "u", "z"):
        return "exact"
    if status == "c" and pd.notna(low) and pd.notna(high) and high - low <= WIDE:
        return f"{low} to {high}"
    return None


def _of_share(row: Any, count: Any) -> str | None:
    """A hidden share's range in percent, or in members where its count is shown, or at least bounded."""
    if pd.isna(row.range_low) or (plain := _said("c", row.range_low, row.range_high)):
        return None if pd.isna(row.range_low) else plain
    exact = count is not None and count.status in ("ok", "r")
    ends = (count.numerator, count.numerator) if exact else (getattr(count, "range_low", None),
                                                            getattr(count, "range_high", None))  # fmt: skip
    if any(pd.isna(end) for end in ends):
        return None
    low, high = ceil(row.range_low * ends[0] / 100 - 1e-9), floor(row.range_high * ends[1] / 100 + 1e-9)
    return f"{low} to {high} of {ends[0]}" if high - low <= WIDE else None
