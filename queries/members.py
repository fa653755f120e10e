"""The members behind any one figure: as the warehouse stands, or as a release counted them."""

from datetime import date
from pathlib import Path

import pandas as pd

from data_contracts.areas import authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import Period, containing, months_of, parse
from data_contracts.vocabularies import NOT_RECORDED, TEES, TOTAL
from queries.catalogue import FROM_MEMBERS, catalogue, member_splits, own_splits, texts_of, wanted
from queries.connection import Connection, fill_table, frame, has_table, rows
from queries.freeze import MEMBER_COLUMNS
from queries.narrow import widened_after
from queries.taken_down import counted_in
from queries.tally import placed_live
from queries.workspace import answer_of, dated_by_period, make_members, prepare


class NoMembers(ValueError):
    """A figure that has no members to list: the text says why."""


def member_rows(
    con: Connection,
    metric: str,
    period: Period | str,
    area: str,
    by: dict[str, str] | None = None,
    release_id: str | None = None,
    *,
    basis: str | None = None,
    as_at: date | None = None,
    settings: Path | None = None,
) -> pd.DataFrame:
    """Exactly the members behind a figure: la_code, counted_on, unit, the splits, numerator or value.

    Without `release_id`: as the warehouse stands, at `as_at` (the last day that any loaded file speaks of,
    or the period's end if that is later). With it: as released. `basis` is then live or frozen; the default
    is live for a total and frozen for a split, as on the pages. A frozen total without splits has the members of the
    release that took it down (queries/taken_down.py). KeyError: no such metric, area or split;
    NoMembers: the metric is not counted from members, or not for such a period.
    """
    header, asked = _asked(metric, period)
    splits = member_splits(header, catalogue()) if release_id is None else own_splits(header)
    by = {split: code for split, code in (by or {}).items() if code != TOTAL}
    if unknown := sorted(set(by) - set(splits)):
        raise KeyError(f"{metric} is not split by {', '.join(unknown)}")
    coded = (f"coalesce(cast({s} as varchar), '{NOT_RECORDED}') as {s}" for s in splits)
    columns = ["cast(la_code as varchar) as la_code", "counted_on", "cast(unit as varchar) as unit", *coded]
    columns += {"share": ["numerator"], "median": ["value"]}.get(header.kind, [])
    codes = [*authorities_of(area), *([TEES] if area == TEES else [])]
    where = "".join(f" and coalesce({s}, '{NOT_RECORDED}') = ?" for s in by)
    with widened_after(con):
        if release_id is None:
            source = _members_now(con, header, asked, as_at, settings)
        else:
            source = _members_released(con, header, asked, release_id, basis or ("frozen" if by else "live"))
        return frame(con, f"select {', '.join(columns)} from ({source}) as m "  # noqa: S608
                          f"where list_contains(?, la_code){where} order by la_code, counted_on, unit",
                     [codes, *by.values()])  # fmt: skip


def _asked(metric: str, period: Period | str) -> tuple[MetricHeader, Period]:
    """The header and the period, if the metric is counted from members by such periods; NoMembers names the parts."""
    if (stem := metric.removesuffix("_rate")) != metric and metric not in catalogue() and stem in catalogue():
        raise NoMembers(f"{metric} is {stem} per 10,000 residents; ask for the members of {stem}")
    header = wanted([metric])[0]
    asked = parse(period) if isinstance(period, str) else period
    if header.kind not in FROM_MEMBERS:
        raise NoMembers(f"{metric} is a {header.kind} figure: {_rests_on(header)}")
    if asked.kind not in ("month", "quarter", "year"):
        raise NoMembers(f"{metric} is counted by month, quarter and year; {_derived(header, asked)}")
    return header, asked


def _rests_on(header: MetricHeader) -> str:
    """What a figure without members is made of, in words."""
    if header.kind == "ratio":
        over, under = header.numerator.removesuffix(".yes"), header.denominator.removesuffix(".yes")
        return f"it is {header.numerator} over {header.denominator}; ask for the members of {over} and of {under}"
    return f"it is taken as it is from {header.source}"


def _derived(header: MetricHeader, period: Period) -> str:
    """What a figure of two months or a half-year is worked out from, in words: the parts of a flow, a stock's last."""
    kind = "month" if header.headline == "month" else "quarter"
    parts = list(dict.fromkeys(containing(kind, month.start) for month in months_of(period)))
    if header.kind == "median" or header.distinct_of or (parts[0].start, parts[-1].end) != (period.start, period.end):
        return f"it cannot be worked out for {period.code}"
    return f"{period.code} is derived from {', '.join(p.code for p in parts[-1 if header.time == 'stock' else 0 :])}"


def _members_now(
    con: Connection, header: MetricHeader, period: Period, as_at: date | None, settings: Path | None
) -> str:
    """Select of the current members that count in `period`."""
    if as_at is None:
        last = rows(con, "select max(greatest(period_to, extracted_at)) from load_file")[0][0]
        as_at = max(last or period.end, period.end)
    span = (as_at.year - period.start.year) * 12 + as_at.month - period.start.month + 1
    prepare(con, as_at, span, settings=settings, texts=texts_of([header]))
    found = catalogue()
    whole, parts = (found[header.of], [header]) if header.of else (header, [])
    placed = placed_live(whole, make_members(con, whole, parts))
    numerator, value = answer_of(header)
    return (f"select m.*, {numerator} as numerator, {value} as value from ({placed}) as m "  # noqa: S608
            f"where in_kind = '{period.kind}' and in_start = date '{period.start}'")  # fmt: skip


def _members_released(con: Connection, header: MetricHeader, period: Period, release_id: str, basis: str) -> str:
    """Select of the members that a release counted in `period`, its splits as columns."""
    prepare(con, period.end, 1, materialise=False, texts=texts_of([header]))
    dated = dated_by_period(con, catalogue()[header.of] if header.of else header)
    parts = counted_in(con, header, period, release_id, basis)
    fill_table(
        con, "asked", "nth bigint, release_id varchar", [(i, by or release_id) for i, (_, by) in enumerate(parts)]
    )
    columns, held = ", ".join(MEMBER_COLUMNS), []
    for nth, (part, by) in enumerate(parts):
        of_release = f"release_id = (select release_id from asked where nth = {nth})"  # noqa: S608
        place = _placed(header, part, dated, "month" if by else "quarter")
        table = "live_member" if by else "frozen_member"
        kept = f"select {columns} from {table} where {place}{f' and {of_release}' if by else ''}"  # noqa: S608
        if not by and has_table(con, "proposed_member"):
            kept += f" union select {columns} from proposed_member where {of_release} and {place}"  # noqa: S608
        held.append(f"({kept})")
    cats = "".join(f", cells['{s}'] as {s}" for s in own_splits(header))
    either = " union all ".join(held) or f"select {columns} from live_member where false"  # noqa: S608
    return f"select *{cats} from ({either}) where metric = '{header.metric}'"  # noqa: S608


def _placed(header: MetricHeader, period: Period, dated: bool, smallest: str) -> str:
    """Condition on kept members: they count in `period`. They stand under its kind, or under the `smallest`."""
    if dated or period.kind == smallest:
        return f"period_kind = '{period.kind}' and period_start = date '{period.start}'"
    if header.time == "stock":
        return f"period_kind = '{smallest}' and counted_on = date '{period.end}'"
    return f"period_kind = '{smallest}' and period_start between date '{period.start}' and date '{period.end}'"
