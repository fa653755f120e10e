"""The runner: every metric's figures from the warehouse, and the members behind any one of them.

Reads only: whatever it makes is temporary. The metric files say who counts; periods, areas, splits,
supply and what is frozen are the same for all of them and stand here and in the files beside.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data_contracts.areas import CHILDREN, LA_CODES, authorities_of
from data_contracts.metric_header import MetricHeader
from data_contracts.periods import Period, containing, months_of, parse
from data_contracts.vocabularies import NOT_RECORDED, TEES, TOTAL
from queries import coverage as supplied
from queries.catalogue import FROM_MEMBERS, catalogue, member_splits, own_splits, wanted
from queries.connection import frame, has_table, rows
from queries.freeze import MEMBER_COLUMNS, Frozen, keep_live, live_members, open_live
from queries.keys import text_keys
from queries.rollup import (
    figures,
    median_live,
    open_tally,
    placed_live,
    placed_once,
    tally_frozen,
    tally_live,
    typed,
)
from queries.workspace import answer_of, dated_by_period, make_members, prepare

Progress = Callable[[str, int, int], None]
"""What is being worked out, how many are done, of how many."""


class NoMembers(ValueError):
    """A figure that has no members to list: the text says why."""


@dataclass(frozen=True)
class RunResult:
    """What a run hands over. `proposed` and `live_members`: the columns of `frozen_member` without release_id.

    A plain metric's live members stand once, under their month (a quarter's are those of its months, or of
    its last month for a stock); only a metric whose truth depends on the period has them for each kind.
    """

    rows: pd.DataFrame
    proposed: pd.DataFrame
    live_members: pd.DataFrame
    supply: pd.DataFrame


def run(
    con: duckdb.DuckDBPyConnection,
    as_at: date,
    metrics: Iterable[str] | None = None,
    frozen: pd.DataFrame | None = None,
    months: int = 36,
    progress: Progress | None = None,
    settings: Path | None = None,
) -> RunResult:
    """Every figure of the named metrics (all if None) for the `months` complete months up to `as_at`.

    `rows` is valid under `metric_rows.SCHEMA`: live rows (totals and splits) for complete periods, and
    frozen rows for settled quarters and years. `frozen`: members that are frozen already, in place of the
    warehouse's `frozen_member`. A ratio has no rows: it is derived from shown counts. `settings`: the
    partnership's own settings file, if there is one. KeyError: no such metric.
    """
    headers, found, coverage = wanted(metrics), catalogue(), supplied.Coverage(con)
    prepare(con, as_at, months, settings=settings, texts=_texts(headers))
    standing = Frozen(con, as_at, found, coverage)
    standing.open(frozen)
    open_tally(con)
    open_live(con)
    counted = [header for header in headers if header.kind in FROM_MEMBERS]
    periods, dated, done = [period[:2] for period in standing.calendar], dict[str, bool](), 0
    for whole, mine in _families(counted, found):
        if progress:
            progress(mine[0].title, done, len(headers))
        is_dated = dated_by_period(con, whole)
        _count(con, whole, mine, is_dated, standing)
        dated |= {header.metric: is_dated for header in mine}
        done += len(mine)
    tally_frozen(con, [header for header in counted if header.all_breakdowns()], dated)
    absent = [gap for header in counted for gap in supplied.gaps(coverage, header, periods)]
    tables = [figures(con, counted, standing.settled, standing.gaps + absent)]
    tables += [_published(con, header) for header in headers if header.kind == "published"]
    text_keys(con)
    result = RunResult(pd.concat(tables, ignore_index=True), standing.proposed(), live_members(con, found),
                       supplied.supply(con))  # fmt: skip
    if progress:
        progress("", len(headers), len(headers))
    return result


def _families(
    headers: Iterable[MetricHeader], found: dict[str, MetricHeader]
) -> list[tuple[MetricHeader, list[MetricHeader]]]:
    """Each count with those of the metrics (itself, if it is one of them) that are counted from its members."""
    families: dict[str, list[MetricHeader]] = {}
    for header in headers:
        families.setdefault(header.of or header.metric, []).append(header)
    return [(found[whole], mine) for whole, mine in families.items()]


def _count(
    con: duckdb.DuckDBPyConnection, whole: MetricHeader, mine: list[MetricHeader], dated: bool, standing: Frozen
) -> None:
    """Tally a count and what is `of` it from its members, keep these as live members and freeze what is settled."""
    parts = [header for header in mine if header.of]
    members = make_members(con, whole, parts)
    tally_live(con, whole, parts, members, dated)
    for header in mine:
        if header.kind == "median":
            median_live(con, header, members)
        if header.all_breakdowns():
            standing.settle(header, members, dated)
    keep_live(con, mine, placed_once(whole, members))
    con.execute(f"drop table {members}")


def _texts(headers: Iterable[MetricHeader]) -> list[str]:
    """The selects that the metrics are worked out with: their own and their counts'."""
    found = catalogue()
    return [text for header in headers for text in (header.sql, found[header.of].sql if header.of else "")]


def _published(con: duckdb.DuckDBPyConnection, header: MetricHeader) -> pd.DataFrame:
    """The publisher's own figures, markers and all; no number stands beside a marker."""
    found = frame(con, f"select *, 'total' as by2, 'total' as cat2, 'live' as basis from ({header.sql}) order by all")  # noqa: S608
    found["n"] = found["n"].astype("Int64").where(found["status"].eq("ok"))
    return typed(found.assign(metric=header.metric, yes=pd.NA, no=pd.NA, not_recorded=pd.NA, value=pd.NA))


def member_rows(
    con: duckdb.DuckDBPyConnection,
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
    is live for a total and frozen for a split, as on the pages. KeyError: no such metric, area or split;
    NoMembers: the metric is not counted from members, or not for such a period.
    """
    header, asked = _asked(metric, period)
    splits = member_splits(header, catalogue()) if release_id is None else own_splits(header)
    by = {split: code for split, code in (by or {}).items() if code != TOTAL}
    if unknown := sorted(set(by) - set(splits)):
        raise KeyError(f"{metric} is not split by {', '.join(unknown)}")
    if release_id is None:
        source = _members_now(con, header, asked, as_at, settings)
    else:
        source = _members_released(con, header, asked, release_id, basis or ("frozen" if by else "live"))
    columns = ["la_code", "counted_on", "unit", *(f"coalesce({s}, '{NOT_RECORDED}') as {s}" for s in splits)]
    columns += {"share": ["numerator"], "median": ["value"]}.get(header.kind, [])
    codes = [*authorities_of(area), *([TEES] if area == TEES else [])]
    where = "".join(f" and coalesce({s}, '{NOT_RECORDED}') = ?" for s in by)
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
    con: duckdb.DuckDBPyConnection, header: MetricHeader, period: Period, as_at: date | None, settings: Path | None
) -> str:
    """Select of the current members that count in `period`."""
    if as_at is None:
        last = rows(con, "select max(greatest(period_to, extracted_at)) from load_file")[0][0]
        as_at = max(last or period.end, period.end)
    span = (as_at.year - period.start.year) * 12 + as_at.month - period.start.month + 1
    prepare(con, as_at, span, settings=settings, texts=_texts([header]))
    found = catalogue()
    whole, parts = (found[header.of], [header]) if header.of else (header, [])
    placed = placed_live(whole, make_members(con, whole, parts))
    numerator, value = answer_of(header)
    return (f"select m.*, {numerator} as numerator, {value} as value from ({placed}) as m "  # noqa: S608
            f"where in_kind = '{period.kind}' and in_start = date '{period.start}'")  # fmt: skip


def _members_released(
    con: duckdb.DuckDBPyConnection, header: MetricHeader, period: Period, release_id: str, basis: str
) -> str:
    """Select of the members that a release counted in `period`, its splits as columns."""
    con.execute("create or replace temp table asked_release as select ? as release_id", [release_id])
    columns = ", ".join(MEMBER_COLUMNS)
    this = "where release_id = (select release_id from asked_release)"
    if basis == "live":
        held, smallest = f"select {columns} from live_member {this}", "month"  # noqa: S608
    else:
        held, smallest = f"select {columns} from frozen_member", "quarter"  # noqa: S608
        if has_table(con, "proposed_member"):
            held += f" union select {columns} from proposed_member {this}"  # noqa: S608
    prepare(con, period.end, 1, materialise=False, texts=_texts([header]))
    dated = dated_by_period(con, catalogue()[header.of] if header.of else header)
    within = f"date '{period.start}' and date '{period.end}'"
    if dated or period.kind == smallest:
        place = f"period_kind = '{period.kind}' and period_start = date '{period.start}'"
    elif header.time == "stock":
        place = f"period_kind = '{smallest}' and counted_on = date '{period.end}'"
    else:
        place = f"period_kind = '{smallest}' and period_start between {within}"
    cats = "".join(f", cells['{s}'] as {s}" for s in own_splits(header))
    return f"select *{cats} from ({held}) where metric = '{header.metric}' and {place}"  # noqa: S608


def population(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Residents aged 0 to 17: area, mid_year, population. A partnership or Tees only where all its parts are held."""
    held = frame(con, "select area_code as area, mid_year, population from population where population is not null")
    parts = held[held["area"].isin(LA_CODES)]
    sums = []
    for area in CHILDREN:
        codes = authorities_of(area)
        mine = parts[parts["area"].isin(codes)].groupby("mid_year")["population"].agg(["sum", "count"])
        whole = mine[mine["count"].eq(len(codes))].reset_index()
        sums.append(pd.DataFrame({"area": area, "mid_year": whole["mid_year"], "population": whole["sum"]}))
    found = pd.concat([held, *sums], ignore_index=True).astype({"mid_year": "int64", "population": "Int64"})
    return found.sort_values(["area", "mid_year"], ignore_index=True)
